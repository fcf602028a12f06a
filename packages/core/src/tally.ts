import type { Block } from './block.js'

/** Blocks and payload bytes that went by. */
export interface Tally {
  blocks: number
  bytes: number
}

/**
 * Hands batches on and counts each when the consumer is done with it.
 * @param counted called after each batch; what it throws ends the batches
 */
export async function* tallied<B extends readonly Block[]>(
  batches: AsyncIterable<B>,
  tally: Tally,
  counted?: () => void,
): AsyncGenerator<B> {
  for await (const batch of batches) {
    yield batch
    tally.blocks += batch.length
    for (const block of batch) tally.bytes += block.bytes.length
    counted?.()
  }
}
