import { Receiver } from '@car-mirror/core'
import { TransportError } from './errors.js'
import type { ServerRound } from './handler-options.js'
import { DUPLICATES } from './headers.js'
import { checkMediaType } from './media-types.js'
import { PushedRound } from './pushed-round.js'
import { readCar } from './read-car.js'

/**
 * One round of a push: a CAR comes in, the status after it goes out. What is here below the roots
 * is walked anew in each round, so nothing is remembered in between.
 * @see CAR-5 PUSH-5 PUSH-12 PUSH-14 PUSH-15 RND-29
 */
export async function servePush(request: Request, round: ServerRound): Promise<Response> {
  const { options, dialect, call, basis, limits } = round
  if (options.readOnly) {
    throw new TransportError('ERR_READ_ONLY', 'this server takes no pushes', { status: 403 })
  }
  checkMediaType(request.headers, dialect.expects.push)
  const header = Math.max(limits.car.header, dialect.header)
  const car = await readCar(dialect, round.body.chunks(), { ...limits.car, header })
  const roots = call.roots ?? car.roots
  if (roots.length === 0) {
    throw new TransportError('ERR_NO_ROOTS', 'the CAR header names no root', {
      status: 400,
      requirement: 'CAR-5',
    })
  }
  const receiver = await Receiver.open({
    ...options,
    roots,
    basis,
    limits: limits.receiver,
    news: dialect.tellsNews,
    signal: request.signal,
  })
  const endsEarly = round.body.answersEarly && dialect.endsEarly
  const pushed = new PushedRound(car.blocks, endsEarly, () => receiver.duplicates)
  const status = await receiver.take(pushed)
  if (pushed.cut) await round.body.drain(limits.drain)
  await options.onRound?.({
    direction: 'push',
    dialect: dialect.name,
    // Roots of a CAR in which every block is one are not those of a DAG.
    roots: dialect.tellsNews ? [] : roots,
    ...pushed.tally,
    complete: receiver.complete,
  })
  const { code, body } = dialect.encodePush(status)
  const headers = {
    'content-type': dialect.types.message,
    [DUPLICATES]: String(receiver.duplicates),
  }
  return new Response(body, { status: code, headers })
}
