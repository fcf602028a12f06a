import { toReadableStream } from '@car-mirror/car-io'
import { type Answer, Sender, tallied } from '@car-mirror/core'
import { TransportError } from './errors.js'
import type { ServerRound } from './handler-options.js'
import { checkMediaType } from './media-types.js'
import { readAll } from './read-all.js'

/**
 * One round of a pull: a status comes in, a CAR of what it lacks goes out. @see CAR-1 PULL-3 PULL-4 PULL-5 PULL-8
 */
export async function servePull(request: Request, round: ServerRound): Promise<Response> {
  const { options, dialect, call, basis, limits } = round
  checkMediaType(request.headers, dialect.expects.pull)
  const status = dialect.decodePull(await readAll(round.body.chunks(), limits.message), call)
  if (status.missing.length === 0) {
    throw new TransportError('ERR_NO_ROOTS', 'the request asks for nothing', {
      status: 400,
      requirement: 'PULL-8',
    })
  }
  const sender = await Sender.open({ ...options, basis, signal: request.signal })
  const answer = await sender.answer(status, dialect.answering(status))
  if (answer.available.length === 0) {
    throw new TransportError('ERR_ROOTS_UNAVAILABLE', 'none of the requested roots is here', {
      status: 404,
      requirement: 'PULL-5',
    })
  }
  const blocks = reported(answer, round, request.signal)
  const car = dialect.encodeCar('pull', answer.available, blocks)
  const headers = { 'content-type': dialect.types.car }
  return new Response(toReadableStream(car), { status: dialect.success.pull[0]!, headers })
}

/** The response has begun, so a failure can only break it off; it is reported here. */
async function* reported(
  { available, blocks }: Answer,
  { options, dialect }: ServerRound,
  signal: AbortSignal,
) {
  const tally = { blocks: 0, bytes: 0 }
  try {
    yield* tallied(blocks, tally)
    const { name } = dialect
    await options.onRound?.({ direction: 'pull', dialect: name, roots: available, ...tally })
  } catch (error) {
    if (!signal.aborted) options.onError?.(error)
    throw error
  }
}
