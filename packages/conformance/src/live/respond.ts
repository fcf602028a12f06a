import type { NamedBlock, Vector } from '@car-mirror/vectors'
import type { Model } from '../model/model.js'
import { Refusal } from '../model/refusal.js'
import { type Port, PortProblem, type RunningServer } from '../suite/port.js'
import type { Finding, Problem, TestContext } from '../suite/test.js'
import { exchange } from '../wire/exchange.js'
import type { Answered, Outgoing } from '../wire/reply.js'
import { type Wire, wireOf } from '../wire/wire.js'
import type { Aspect, Side } from './aspects.js'
import { holding } from './content.js'
import { Evidence } from './evidence.js'
import { judged } from './judge.js'
import { Scene } from './scene.js'
import { storedNames } from './stored-names.js'
import { answerFrom, NoCounterpart, requestIn } from './translate.js'

/** A vector for a server, and how it is put. */
export interface RespondTask {
  readonly vector: Vector<'respond'>
  readonly blocks: readonly NamedBlock[]
  readonly aspect: Aspect
  /** Where the bodies are cut into pieces. */
  readonly cuts?: readonly number[] | undefined
  /** What the store holds in the end is not compared. */
  readonly ignoresStore?: boolean | undefined
  /** What is wrong with the bytes of an answer, besides what they mean. */
  inspect?(reply: Answered, isPush: boolean): Promise<readonly Problem[]>
}

/** Puts the requests of a vector to a server of the port, one after the other, and judges the answers. */
export async function respond(
  task: RespondTask,
  port: Port,
  model: Model,
  context: TestContext,
): Promise<Evidence | Finding> {
  const { vector, blocks, aspect } = task
  const scene = new Scene(model, blocks, vector.input.store)
  const wire = wireOf(aspect.isRaw ? 'spec' : port.dialect)
  const requests = requestsOf(task, wire, scene)
  if (!Array.isArray(requests)) return requests
  const held = scene.dag.blocks(vector.input.store).map(({ cid, bytes }) => ({ cid, bytes }))
  const server = await port.server!.serve(held)
  const evidence = new Evidence()
  const answers: Side[] = []
  for (const [i, request] of requests.entries()) {
    const answer = await put({
      request,
      count: i + 1,
      task,
      wire,
      scene,
      server,
      evidence,
      context,
    })
    if (answer === undefined) return evidence
    answers.push(answer)
  }
  const stored = task.ignoresStore ? undefined : await namesIn(server, port, scene, context)
  const expected = port.server!.exact ? vector : withoutInline(vector, scene)
  evidence.problems.push(...judged(expected, { value: { answers, stored } }, aspect, scene))
  return evidence
}

/** Blocks inside their CIDs are held by everybody, so that nobody can tell who stores them. */
function withoutInline(vector: Vector<'respond'>, { model, dag }: Scene): Vector<'respond'> {
  const { expect } = vector
  if (expect === undefined) return vector
  const stored = expect.stored.filter((name) => !model.dag.inline(dag.block(name).cid))
  return { ...vector, expect: { ...expect, stored } }
}

function requestsOf({ vector, cuts }: RespondTask, wire: Wire, scene: Scene): Outgoing[] | Finding {
  try {
    return vector.input.requests.map((one) => ({ ...requestIn(wire, one, scene), cuts }))
  } catch (cause) {
    if (cause instanceof NoCounterpart) return { status: 'unsupported', why: cause.message }
    throw cause
  }
}

interface Putting {
  readonly request: Outgoing
  readonly count: number
  readonly task: RespondTask
  readonly wire: Wire
  readonly scene: Scene
  readonly server: RunningServer
  readonly evidence: Evidence
  readonly context: TestContext
}

/** One exchange; undefined if nothing can be made of it, which is a problem. */
async function put(putting: Putting): Promise<Side | undefined> {
  const { request, count, task, wire, scene, server, evidence, context } = putting
  evidence.request(count, request)
  try {
    const reply = await exchange(server.url, request, context)
    evidence.reply(count, reply)
    const answer = answerFrom(wire, task.vector.input.requests[count - 1]!, reply, scene)
    const odd = (await task.inspect?.(reply, answer.message !== undefined)) ?? []
    evidence.problems.push(...odd.map((problem) => ({ at: `answers[${count - 1}]`, ...problem })))
    return wire.profile === 'spec' ? { ...answer } : { ...answer, rawStatus: reply.status }
  } catch (cause) {
    const at = `answers[${count - 1}]`
    if (cause instanceof Refusal) {
      evidence.problems.push({ at, message: `the answer cannot be read: ${cause.message}` })
    } else if (cause instanceof PortProblem) {
      const beyond =
        cause.kind === 'no-answer' ? 'it answers nothing else either' : 'the server is gone'
      const message = `request ${count}: ${cause.message}`
      const isAlive = await server.alive()
      evidence.problems.push({ at, message: isAlive ? message : `${message}; ${beyond}` })
      evidence.trouble = cause
    } else throw cause
    return undefined
  }
}

/** What the server stores, by its own word or by what it answers. */
export async function namesIn(
  server: RunningServer,
  { server: servers, dialect }: Port,
  scene: Scene,
  context: TestContext,
): Promise<readonly string[] | undefined> {
  const told = await server.stored()
  if (told !== undefined || servers?.exact) return told && storedNames(told, scene)
  const { model, blocks } = scene
  const peer = { url: server.url, wire: wireOf(dialect), model, patience: context }
  const cids = new Set(blocks.map(({ cid }) => cid).filter((cid) => !model.dag.inline(cid)))
  try {
    const found = await holding(peer, [...cids])
    return found && storedNames(found, scene)
  } catch (cause) {
    if (cause instanceof PortProblem) return undefined
    throw cause
  }
}
