import type { NamedBlock, Outcome, Vector } from '@car-mirror/vectors'
import type { Model } from '../model/model.js'
import { carNames, cids, storeOf } from '../model/named.js'
import { Refusal } from '../model/refusal.js'
import { type Job, type JobEnd, type Port, PortProblem } from '../suite/port.js'
import type { Finding, TestContext } from '../suite/test.js'
import type { Direction } from '../wire/form.js'
import type { Outgoing } from '../wire/reply.js'
import { type Exchange, type ScriptedServer, scriptedServer } from '../wire/scripted-server.js'
import { type Wire, wireOf } from '../wire/wire.js'
import { Answers } from './answers.js'
import type { Aspect, Side } from './aspects.js'
import { isTrouble } from './attempts.js'
import { Evidence } from './evidence.js'
import { judged } from './judge.js'
import { Scene } from './scene.js'
import { storedNames } from './stored-names.js'
import { answerIn, carIn, NoCounterpart } from './translate.js'

/** A vector for a client, and how it is put. */
export interface TransferTask {
  readonly operation: Direction
  readonly vector: Vector<'pull' | 'push'>
  readonly blocks: readonly NamedBlock[]
  readonly aspect: Aspect
  /** Clauses that the test names. */
  readonly requirements: readonly string[]
  /** Whether a transfer that failed came to an end before it did is not compared. */
  readonly ignoresEnd?: boolean | undefined
}

/** Has a client of the port transfer from or to a scripted server, and judges what it asked and said. */
export async function transfer(
  task: TransferTask,
  port: Port,
  model: Model,
  context: TestContext,
): Promise<Evidence | Finding> {
  const { vector, blocks } = task
  const scene = new Scene(model, blocks, vector.input.store)
  const wire = wireOf(port.dialect)
  const answers = answersOf(task, wire, scene)
  if (!(answers instanceof Answers)) return answers
  const server = await scriptedServer(answers.script, answers.most)
  const evidence = new Evidence()
  try {
    const { end, honoursColdCall } = await run(task, port, server, scene, context)
    show(evidence, server, end)
    const value = asSeen(task, wire, scene, answers.judged(server.exchanges), end)
    const free = honoursColdCall ? task.vector : withFreeColdCall(task, scene, value)
    const error = errorOf(task.vector, end)
    const vector = error === undefined ? withoutLateCut(free) : free
    const isLoose = task.ignoresEnd && vector.result === 'invalid'
    const outcome = {
      value: isLoose ? { ...value, complete: undefined } : value,
      ...(error && { error }),
    }
    const wrong = judged(vector as Vector<Direction>, outcome, task.aspect, scene)
    if (wrong.length > 0 && !honoursColdCall && isOvertaken(task, value)) return OVERTAKEN
    evidence.problems.push(...wrong)
  } catch (cause) {
    if (!isTrouble(cause)) throw cause
    show(evidence, server)
    const message = `${cause.message}; it had made ${server.count} requests`
    evidence.problems.push({ message })
    evidence.trouble = cause
  } finally {
    await server.close()
  }
  return evidence
}

function answersOf(
  { operation, vector }: TransferTask,
  wire: Wire,
  { model }: Scene,
): Answers | Finding {
  try {
    const given = vector.input.answers.map((one) => answerIn(wire, operation, one, model.pins))
    return new Answers(given, vector)
  } catch (cause) {
    if (cause instanceof NoCounterpart) return { status: 'unsupported', why: cause.message }
    throw cause
  }
}

interface Ended {
  readonly end: JobEnd
  /** The client sent as much in its first round as it was told. */
  readonly honoursColdCall: boolean
}

async function run(
  { operation, vector: { input } }: TransferTask,
  { client, dialect }: Port,
  { url }: ScriptedServer,
  { dag }: Scene,
  { timeout }: TestContext,
): Promise<Ended> {
  const store = dag.blocks(input.store).map(({ cid, bytes }) => ({ cid, bytes }))
  const { diff } = input
  const job: Job = { url, roots: cids(dag, input.roots), store, ...(diff && { diff }), timeout }
  if (operation === 'pull') return { end: await client!.pull(job), honoursColdCall: true }
  const { coldCall } = input as Vector<'push'>['input']
  if (dialect !== 'spec') return { end: await client!.push(job), honoursColdCall: false }
  try {
    return { end: await client!.push({ ...job, coldCall }), honoursColdCall: true }
  } catch (cause) {
    const isNew = cause instanceof PortProblem && cause.kind === 'unsupported'
    if (!isNew) throw cause
    return { end: await client!.push(job), honoursColdCall: false }
  }
}

function show(evidence: Evidence, server: ScriptedServer, end?: JobEnd): void {
  evidence.exchanges(server)
  if (end?.detail) evidence.note('the client', end.detail)
}

/** What the client did, in the words of vectors. */
function asSeen(
  { operation }: TransferTask,
  wire: Wire,
  scene: Scene,
  exchanges: readonly Exchange[],
  { complete, unavailable, stored }: JobEnd,
): Side {
  const requests = exchanges.map(({ request }) => requestFrom(wire, operation, request, scene))
  const { dag } = scene
  return {
    requests,
    complete,
    unavailable: unavailable && dag.names(unavailable),
    ...(operation === 'pull' && { stored: stored && storedNames(stored, scene) }),
  }
}

function requestFrom(
  wire: Wire,
  operation: Direction,
  { method, path, type, body }: Outgoing,
  { model, dag }: Scene,
): Side {
  const line = { method, path, type: type ?? '' }
  try {
    if (operation === 'push') return { ...line, ...carNames(carIn(wire, body, model), dag) }
    const { roots, filter } = wire.form.decode('pull', body)
    return { ...line, status: { missing: dag.names(roots), filter } }
  } catch (cause) {
    if (cause instanceof Refusal) return { ...line, unreadable: cause.message }
    throw cause
  }
}

/** Of a command that only says whether it ended well, what ends otherwise may have failed. */
function errorOf(
  { result }: Vector,
  { error, exitCode }: JobEnd,
): Outcome<Direction>['error'] | undefined {
  if (exitCode === undefined) return error as Outcome<Direction>['error']
  return exitCode !== 0 && result !== 'valid' ? 'unspecified' : undefined
}

/**
 * Behind a cut a client may ask for what it lacks. Of one that lacks nothing any more nobody sees
 * whether it would have, and it is done. @see RND-24 RND-27
 */
function withoutLateCut(vector: Vector): Vector {
  const { error, expect, ...rest } = vector
  const { complete } = (expect ?? {}) as Side
  if (error !== 'car-truncated' || complete !== true) return vector
  return { ...rest, expect, result: 'valid' } as Vector
}

const OVERTAKEN: Finding = {
  status: 'could-not-run',
  why: 'the client sends in its first round what the script asks for in the next, and not again',
}

/** Clauses that say what becomes of what is asked for again. */
const ASKED_AGAIN = ['PUSH-8', 'PUSH-13']

/**
 * Whether a client that sent more than a block in its first round ended before the script did: it was
 * asked for what it had just sent, which is not what the vector is about.
 */
function isOvertaken({ vector, requirements }: TransferTask, { requests }: Side): boolean {
  const { coldCall } = vector.input as Vector<'push'>['input']
  const expected = vector.expect as Vector<'push'>['expect']
  const isShort = (requests as readonly Side[]).length < (expected?.requests?.length ?? 0)
  return coldCall === 'one' && isShort && !requirements.some((id) => ASKED_AGAIN.includes(id))
}

/**
 * How much goes in the first round is the client's choice: any of what it would send, and where the
 * order is judged, the first of it. @see PUSH-4
 */
function withFreeColdCall({ vector, aspect }: TransferTask, scene: Scene, value: Side): Vector {
  const { model, dag } = scene
  const expect = vector.expect as Vector<'push'>['expect']
  const sent = (value.requests as readonly { readonly blocks?: readonly string[] }[])[0]?.blocks
  const [first, ...later] = expect?.requests ?? []
  if (first === undefined || sent === undefined) return vector as Vector
  const status = { missing: cids(dag, vector.input.roots), filter: model.filter.empty() }
  const store = storeOf(dag, vector.input.store)
  const { blocks } = model.sender.answer(store, status, model.pins['PUSH-3'].order)
  const all = dag.names(blocks.map(({ cid }) => cid))
  const isOrdered = aspect.isOrdered && vector.flags?.includes('ordered')
  const isFree = isOrdered
    ? sent.every((name, i) => name === all[i])
    : sent.every((name) => all.includes(name)) && new Set(sent).size === sent.length
  if (!isFree) return vector as Vector
  return {
    ...vector,
    expect: { ...expect, requests: [{ ...first, blocks: sent }, ...later] },
  } as Vector
}
