import { setTimeout as sleep } from 'node:timers/promises'
import { toHex } from '@car-mirror/vectors'
import { car } from '@car-mirror/vectors/by-hand'
import { familyOf } from '../author/dags/family.js'
import { named } from '../author/dags/make.js'
import { gives } from '../author/session/exchange.js'
import type { Model } from '../model/model.js'
import { mayHaveFailed, type Port, PortProblem } from '../suite/port.js'
import type { Finding, TestContext } from '../suite/test.js'
import { exchange } from '../wire/exchange.js'
import { type Given, scriptedServer } from '../wire/scripted-server.js'
import { wireOf } from '../wire/wire.js'
import { isTrouble } from './attempts.js'
import { Evidence } from './evidence.js'
import { namesIn } from './respond.js'
import { saltingOf } from './salting.js'
import { Scene } from './scene.js'
import { storedNames } from './stored-names.js'
import { answerIn } from './translate.js'

// What vectors cannot say: a connection that breaks in the middle of a CAR.

/** Whole before the connection breaks. */
const CAME = ['a', 'a1', 'root']
/** Bytes of the last block that do not come. */
const LACKING = 3
/** Milliseconds between two looks at what a server has stored. */
const LOOK = 50

/** A push that breaks off: what came whole is stored. @see RND-24 */
export async function cutPush(
  port: Port,
  model: Model,
  context: TestContext,
): Promise<Evidence | Finding> {
  const { salt } = await saltingOf(port, model, 'cut-rounds/push', context)
  const family = familyOf(salt)
  const { root, a, a1, a2 } = family
  const scene = new Scene(model, named(family), [])
  const server = await port.server!.serve([])
  const body = car([root.cid], root, a, a1, a2)
  const breakAfter = body.length - LACKING
  const evidence = new Evidence()
  const request = { ...wireOf(port.dialect).posted('push', root.cid, body), breakAfter }
  evidence.request(1, { ...request, body: body.subarray(0, breakAfter) })
  await exchange(server.url, request, context).catch((cause) => {
    if (!(cause instanceof PortProblem)) throw cause
  })
  let stored: readonly string[] | undefined
  for (const end = Date.now() + context.timeout / 2; Date.now() < end; await sleep(LOOK)) {
    const found = await namesIn(server, port, scene, context)
    stored = found && [...found].sort()
    if (stored?.join() === CAME.join()) return evidence
  }
  if (stored === undefined)
    return { status: 'could-not-run', why: 'nobody tells what it has stored' }
  const message = `${CAME.join(', ')} came whole; it has stored ${stored.join(', ') || 'nothing'}`
  evidence.problems.push({
    at: 'stored',
    message,
    expected: CAME.join(' '),
    actual: stored.join(' '),
  })
  return evidence
}

/**
 * A pull whose answer breaks off: what came is kept, and nothing is taken for unavailable. The client
 * asks again and completes, or ends with an error. @see RND-24
 */
export async function cutPull(
  port: Port,
  model: Model,
  { timeout }: TestContext,
): Promise<Evidence | Finding> {
  const family = familyOf('')
  const { root, a, a1, a2, b, b1 } = family
  const scene = new Scene(model, named(family), [])
  const whole = gives([root, a, b, a1, a2, b1], root, a, a1, a2, b, b1)
  const answer = answerIn(wireOf(port.dialect), 'pull', whole, model.pins)
  const breakAfter = car([root.cid], root, a, a1, a2).length - LACKING
  const cut: Given = { ...answer, body: car([root.cid], root, a, a1, a2, b, b1), breakAfter }
  const server = await scriptedServer((_, count) => (count === 1 ? cut : answer), 4)
  const evidence = new Evidence()
  try {
    const job = { url: server.url, roots: [toHex(root.cid)], store: [], timeout }
    const end = await port.client!.pull(job)
    evidence.exchanges(server)
    if (end.detail) evidence.note('the client', end.detail)
    const lists = end.unavailable !== undefined && end.unavailable.length > 0
    if (lists || (!end.complete && !mayHaveFailed(end))) {
      evidence.problems.push({
        at: 'unavailable',
        message: 'it takes what did not come for unavailable',
      })
    }
    const stored = end.stored && storedNames(end.stored, scene)
    const lost = stored ? CAME.filter((name) => !stored.includes(name)) : []
    if (lost.length > 0) {
      evidence.problems.push({
        at: 'stored',
        message: `it has lost ${lost.join(', ')}, which came whole`,
      })
    }
  } catch (cause) {
    if (!isTrouble(cause)) throw cause
    evidence.exchanges(server)
    evidence.problems.push({ message: `${cause.message}; it had made ${server.count} requests` })
    evidence.trouble = cause
  } finally {
    await server.close()
  }
  return evidence
}
