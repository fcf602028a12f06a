import type { Block } from './block.js'

/** Bytes of a batch: enough to be worth handing on, little enough to be held. */
const BATCH = 256 * 1024

/** Gathers blocks into batches of about 256 KiB; none is empty. */
export async function* inBatches(blocks: AsyncIterable<Block>): AsyncGenerator<Block[]> {
  let batch: Block[] = []
  let bytes = 0
  for await (const block of blocks) {
    batch.push(block)
    bytes += block.bytes.length
    if (bytes < BATCH) continue
    yield batch
    batch = []
    bytes = 0
  }
  if (batch.length > 0) yield batch
}
