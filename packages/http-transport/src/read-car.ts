import { type Block, type CarLimits, decodeCar } from '@car-mirror/car-io'
import type { CID } from 'multiformats/cid'
import type { Dialect } from './dialect.js'

/** A CAR whose header is in, or one of no bytes, where a dialect has such. */
export interface ReadCar {
  readonly roots: readonly CID[]
  readonly blocks: AsyncGenerator<Block[]>
  readonly isEmpty: boolean
}

/**
 * @throws CarError if the header is bad or too large; what the chunks throw
 * @see CAR-7 CAR-12
 */
export async function readCar(
  { emptyCar }: Dialect,
  chunks: AsyncGenerator<Uint8Array>,
  limits: CarLimits,
): Promise<ReadCar> {
  if (!emptyCar) return { ...(await decodeCar(chunks, limits)), isEmpty: false }
  let first = await chunks.next()
  while (!first.done && first.value.length === 0) first = await chunks.next()
  if (first.done) return { roots: [], blocks: nothing(), isEmpty: true }
  return { ...(await decodeCar(rejoined(first.value, chunks), limits)), isEmpty: false }
}

async function* rejoined(first: Uint8Array, rest: AsyncGenerator<Uint8Array>) {
  try {
    yield first
    yield* rest
  } finally {
    await rest.return(undefined)
  }
}

export async function* nothing(): AsyncGenerator<Block[]> {}
