import type { CID } from 'multiformats/cid'
import type { Block } from './block.js'
import { CarFramer } from './framer.js'
import type { CarLimits } from './limits.js'
import { fromReadableStream } from './web-stream.js'

/** A CAR whose header is in and whose blocks are still to be read. */
export interface DecodedCar {
  readonly roots: readonly CID[]
  /**
   * The blocks in order, one non-empty batch per chunk that completes any. Read it to the end, or
   * call `return()` (a `for await` that is left does): either closes the source.
   *
   * Throws {@link CarError} for invalid input, after the blocks before the offending item.
   */
  readonly blocks: AsyncGenerator<Block[], void, undefined>
}

/**
 * Reads a CARv1. Resolves once the header is in, and reads on only as blocks are asked for.
 *
 * @throws {CarError} if the header is invalid, too large or cut off; what the source throws
 * @see CAR-1 CAR-12 CAR-14
 */
export async function decodeCar(
  source: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>,
  limits?: Partial<CarLimits>,
): Promise<DecodedCar> {
  const framer = new CarFramer(limits)
  const blocks = readBatches(framer, source)
  await blocks.next()
  return { roots: framer.roots ?? [], blocks }
}

/**
 * The first batch is empty and says that the header is in. Having run that far, the generator
 * closes its source on `return()` even if no block is ever asked for.
 */
async function* readBatches(
  framer: CarFramer,
  source: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>,
): AsyncGenerator<Block[], void, undefined> {
  let announced = false
  const chunks = 'getReader' in source ? fromReadableStream(source) : source
  for await (const chunk of chunks) {
    const batch = framer.push(chunk)
    if (!announced && framer.roots !== undefined) {
      announced = true
      yield []
    }
    if (batch.length > 0) yield batch
    // Not at the next chunk: a peer that keeps silent now would keep us waiting for it.
    if (framer.error !== undefined) throw framer.error
  }
  framer.end()
}
