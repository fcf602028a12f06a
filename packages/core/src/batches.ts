import type { Block } from './block.js'
import { Outgoing } from './outgoing.js'

/** Gathers blocks into batches of about 256 KiB; none is empty. */
export async function* inBatches(blocks: AsyncIterable<Block>): AsyncGenerator<Block[]> {
  const outgoing = new Outgoing()
  for await (const block of blocks) {
    outgoing.add(block)
    if (outgoing.isBatch) yield outgoing.take()
  }
  if (!outgoing.isEmpty) yield outgoing.take()
}
