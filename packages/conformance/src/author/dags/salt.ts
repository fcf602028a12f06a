import type { Filter, Hex } from '@car-mirror/vectors'
import type { Framed } from '@car-mirror/vectors/by-hand'
import * as byHand from '@car-mirror/vectors/by-hand'

/**
 * How the DAGs of a run are told from those of another: a server that is known by its URL alone keeps
 * what it was given before, so that each test needs blocks of its own.
 */
export interface Salting {
  /** Stands behind the text of leaves and nodes. None: the blocks of the vectors. */
  readonly salt: string
  /** A filter of these parameters with exactly these CIDs. Not asked without a salt. */
  insert(bytes: number, hashes: number, cids: readonly Uint8Array[]): Filter<Hex>
}

/** The blocks of the vectors, and filters that stand in them as they are. */
export const unsalted: Salting = {
  salt: '',
  insert() {
    throw new RangeError('the filters of the vectors are not computed')
  },
}

/** Leaves and nodes with a salt behind their text. */
export function withSalt(salt: string) {
  return {
    raw: (content: string): Framed => byHand.raw(content + salt),
    node: (name: string, ...links: readonly Framed[]): Framed => {
      return byHand.node(name + salt, ...links)
    },
  }
}
