import type { Filter, Hex } from '@car-mirror/vectors'
import type { Framed } from '@car-mirror/vectors/by-hand'
import { familyOf, twinsOf } from './family.js'
import { sharedOf } from './graphs.js'
import type { Salting } from './salt.js'

/** "Assume nothing." */
export const none: Filter<Hex> = { bytes: '', hashes: 0 }

/** Every CID hits it. */
export const everything: Filter<Hex> = { bytes: 'ff', hashes: 1 }

/** It has bytes, and no CID in it. */
export const nothing: Filter<Hex> = { bytes: '0000000000000000', hashes: 4 }

/**
 * Filters of 32 bytes and four hashes that have exactly the named blocks of the DAGs in family.ts, and of
 * the shared one in graphs.ts: no other block of them hits by chance. Checked with XXH3 of @node-rs/xxhash; as inputs they stay
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
  sharedA: exact('0000000000000000002000000400000000000000000000000000000000000808'),
  s: exact('0000000000000008000000002000000000000000004000000010000000000000'),
}

export type Having = typeof having

/** The same for DAGs with a salt. */
export function havingOf(salting: Salting): Having {
  return salting.salt === '' ? having : insertedInto(salting)
}

/** Filters that have what their name says, computed. */
export function insertedInto({ salt, insert }: Salting): Having {
  const { root, a, a1, a2, b, b1 } = familyOf(salt)
  const { s } = twinsOf(salt)
  const filter = (...blocks: readonly Framed[]): Filter<Hex> => {
    return insert(
      32,
      4,
      blocks.map(({ cid }) => cid),
    )
  }
  return {
    root: filter(root),
    a: filter(a),
    a1: filter(a1),
    aAndA1: filter(a, a1),
    aTree: filter(a, a1, a2),
    aAndB: filter(a, b),
    leaves: filter(a1, a2, b1),
    sharedA: filter(sharedOf(salt).a),
    s: filter(s),
  }
}

function exact(bytes: Hex): Filter<Hex> {
  return { bytes, hashes: 4 }
}
