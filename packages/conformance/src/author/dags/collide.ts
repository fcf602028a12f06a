import type { Filter, Hex } from '@car-mirror/vectors'
import { type Framed, node, raw } from '@car-mirror/vectors/by-hand'
import { asV0, type Blocks, pbBlock, row, text } from './make.js'

/**
 * Filters into which blocks of elsewhere were inserted: `raw('held 1')`, `raw('held 2')` and so on, so
 * many that other CIDs hit by chance.
 */
export const crowded = {
  /** 10 elements in 8 bytes. */
  bytes8: filter(3, '248308642af86549'),
  /** 14 elements in 16 bytes. */
  bytes16: filter(5, '2c073c7528107705148788250afc45ca'),
  /** 20 elements in 24 bytes: 192 bits, not a power of two. */
  bytes24: filter(5, '0835687b8a10767706a70ca81ab047c0a43e1c3d2044598c'),
  /** 30 elements in 32 bytes. */
  bytes32: filter(4, '1803005b00117655c6ac0da2803347e0250a1c3ca0044780b0853d095aed059a'),
  /** 40 elements in 64 bytes. */
  bytes64: filter(
    8,
    '1a874833410cd651846f0db34236c78080460eb4a1d04332f901b5ec0bd86783' +
      '2a636c4e89dd7035eea3eae988e374716dda741988254fa293de199d5b6d469a',
  ),
} as const

type Salts = Partial<Record<'root' | 'a' | 'a1' | 'a2' | 'b' | 'b1', number>>

/**
 * The family with salts in its blocks. Salts were counted up from 0, from the leaves upwards, until
 * each block hit a filter, or missed it, as wanted; those that are not given are 0. Filters and hits
 * were checked with XXH3 of @node-rs/xxhash; the search itself is not repeated.
 */
export function salted(salts: Salts, { shared = false } = {}): Blocks {
  const salt = (name: keyof Salts) => `${name} ${salts[name] ?? 0}`
  const [a1, a2, b1] = [raw(salt('a1')), raw(salt('a2')), raw(salt('b1'))]
  const a = node(salt('a'), a1, a2)
  const b = shared ? node(salt('b'), a2, b1) : node(salt('b'), b1)
  return { root: node(salt('root'), a, b), a, a1, a2, b, b1 }
}

/** One content under two CIDs, of which one hits `crowded.bytes32`: the CIDv0 at 42, the other at 126. */
export function saltedAlias(salt: number): Blocks {
  const v1 = pbBlock(text(`alias ${salt}`))
  return { root: node(`alias ${salt}`, asV0(v1), v1), v0: asV0(v1), v1 }
}

/** Salts of the leaf that hits a filter of everything else here, by how many blocks that is. */
const OWN_SALTS: Readonly<Record<number, number>> = { 1: 541, 2: 439, 3: 15342, 4: 1512 }

/**
 * A root with leaves, of which the receiver holds all but one; that one hits a filter of those held,
 * with the parameters that the specification recommends for so many (BF-21 to BF-23).
 */
export function hiddenByOwn(held: 1 | 2 | 3 | 4): Blocks {
  const leaves = row('held', held - 1).map((name): [string, Framed] => {
    return [name, raw(name.replace('held', 'held '))]
  })
  const leaf = raw(`leaf ${OWN_SALTS[held]}`)
  const root = node('own', ...leaves.map(([, block]) => block), leaf)
  return { root, ...Object.fromEntries(leaves), leaf }
}

function filter(hashes: number, bytes: Hex): Filter<Hex> {
  return { bytes, hashes }
}
