import { encodeCar, toReadableStream } from '@car-mirror/car-io'
import { type Answer, Sender, tallied } from '@car-mirror/core'
import { TransportError } from './errors.js'
import type { ServerRound } from './handler-options.js'
import { CAR_V1, checkMediaType, DAG_CBOR } from './media-types.js'
import { readAll } from './read-all.js'

/**
 * One round of a pull: a status comes in, a CAR of what it lacks goes out. The header names the
 * requested roots that are here. @see CAR-1 PULL-3 PULL-4 PULL-5 PULL-8
 */
export async function servePull(request: Request, round: ServerRound): Promise<Response> {
  const { options, dialect, basis, limits } = round
  checkMediaType(request.headers, DAG_CBOR)
  const status = dialect.decodePull(await readAll(round.body.chunks(), limits.message))
  if (status.missing.length === 0) {
    throw new TransportError('ERR_NO_ROOTS', 'the request asks for nothing', {
      status: 400,
      requirement: 'PULL-8',
    })
  }
  const sender = await Sender.open({
    ...options,
    order: dialect.order.pull,
    basis,
    signal: request.signal,
  })
  const answer = await sender.answer(status)
  if (answer.available.length === 0) {
    throw new TransportError('ERR_ROOTS_UNAVAILABLE', 'none of the requested roots is here', {
      status: 404,
      requirement: 'PULL-5',
    })
  }
  const car = encodeCar(answer.available, reported(answer, round, request.signal))
  return new Response(toReadableStream(car), { headers: { 'content-type': CAR_V1 } })
}

/** The response has begun, so a failure can only break it off; it is reported here. */
async function* reported(
  { available, blocks }: Answer,
  { options }: ServerRound,
  signal: AbortSignal,
) {
  const tally = { blocks: 0, bytes: 0 }
  try {
    yield* tallied(blocks, tally)
    await options.onRound?.({ direction: 'pull', roots: available, ...tally })
  } catch (error) {
    if (!signal.aborted) options.onError?.(error)
    throw error
  }
}
