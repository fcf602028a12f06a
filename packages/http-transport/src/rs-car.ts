import { encodeCar } from '@car-mirror/car-io'
import { CID } from 'multiformats/cid'
import type { Blocks, Direction } from './dialect.js'

/**
 * A CAR as the port writes it: the header names the first block. Without blocks it is no bytes, except
 * in a push: there the port takes no bytes for an error, and a header alone for a question.
 */
export async function* encodeRsCar(
  direction: Direction,
  roots: readonly CID[],
  blocks: Blocks,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const batches = each(blocks)
  try {
    let next = await batches.next()
    while (!next.done && next.value.length === 0) next = await batches.next()
    if (next.done) {
      if (direction === 'push') yield* encodeCar(roots, [])
      return
    }
    const first = next.value
    async function* all() {
      yield first
      yield* batches
    }
    yield* encodeCar([CID.decode(first[0]!.cid)], all())
  } finally {
    await batches.return()
  }
}

async function* each(blocks: Blocks) {
  yield* blocks
}
