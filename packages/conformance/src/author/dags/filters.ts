import type { Filter, Hex } from '@car-mirror/vectors'

/** "Assume nothing." */
export const none: Filter<Hex> = { bytes: '', hashes: 0 }

/** Every CID hits it. */
export const everything: Filter<Hex> = { bytes: 'ff', hashes: 1 }

/** It has bytes, and no CID in it. */
export const nothing: Filter<Hex> = { bytes: '0000000000000000', hashes: 4 }

/**
 * Filters of 32 bytes and four hashes that have exactly the named blocks of the DAGs in family.ts: no
 * other block of them hits by chance. Checked with XXH3 of @node-rs/xxhash; as inputs they stay
 * what they are, whatever the text says of indices.
 */
export const having = {
  root: exact('0001000002000000000000000000000000000200000000000200000000000000'),
  a: exact('0000000000000000000000000000040400000000000800000000000080000000'),
  a1: exact('0004020000000200000000000000000000000000000000000000400000000000'),
  aAndA1: exact('0004020000000200000000000000040400000000000800000000400080000000'),
  aTree: exact('0004021000000208000000000000040400200000000800100000400080000000'),
  aAndB: exact('0000000000000000000000000220040400002000000c00000000000080000000'),
  leaves: exact('0004021004000208000000000000000010200000000010100000400000010000'),
  s: exact('0000000000000008000000002000000000000000004000000010000000000000'),
} as const

function exact(bytes: Hex): Filter<Hex> {
  return { bytes, hashes: 4 }
}
