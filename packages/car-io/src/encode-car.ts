import type { CID } from 'multiformats/cid'
import type { Block } from './block.js'
import { CarEncoder } from './encoder.js'

/** How long gathered frames wait for company while the source is silent, in milliseconds. */
const PATIENCE = 10

/**
 * A CARv1 as chunks. The header is a chunk of its own and comes before the source is touched, so a
 * reader learns the roots at once. Small frames are gathered to 64 KiB; when the source lets us
 * wait 10 ms, what was gathered goes out. The source is asked only as the consumer asks, and
 * closed when the consumer stops.
 *
 * @throws {CarError} `ERR_CAR_CID` for a block whose `cid` is not one; what the source throws
 * @see CAR-15
 */
export async function* encodeCar(
  roots: readonly CID[],
  blocks: AsyncIterable<readonly Block[]> | Iterable<readonly Block[]>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const encoder = new CarEncoder()
  yield* encoder.header(roots)
  if (Symbol.asyncIterator in blocks) {
    yield* encodeWaiting(encoder, blocks)
  } else {
    for (const batch of blocks) {
      for (const chunk of encoder.frames(batch)) yield chunk
    }
  }
  yield* encoder.flush()
}

async function* encodeWaiting(
  encoder: CarEncoder,
  source: AsyncIterable<readonly Block[]>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const batches = source[Symbol.asyncIterator]()
  let open = true
  try {
    for (;;) {
      const next = batches.next()
      if (encoder.pending > 0 && (await isLate(next))) yield* encoder.flush()
      // Like `for await`: a source that ended or failed is not asked to return.
      open = false
      const result = await next
      if (result.done === true) return
      open = true
      for (const chunk of encoder.frames(result.value)) yield chunk
    }
  } finally {
    if (open) await batches.return?.()
  }
}

async function isLate(promise: Promise<unknown>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, PATIENCE, true)
  })
  // A failure is thrown where the result is awaited, not here.
  const settled = promise.then(
    () => false,
    () => false,
  )
  const answer = await Promise.race([settled, late])
  clearTimeout(timer)
  return answer
}
