import type { BloomFilter } from '@car-mirror/bloom'
import type { CID } from 'multiformats/cid'

/** Says of which CIDs a receiver probably has the blocks: a filter, or whatever a dialect has for one. */
export interface Have {
  has(cid: Uint8Array): boolean
  /** Of many at once: not 0 at the places of those that are there. */
  hasMany?(cids: readonly Uint8Array[]): Uint8Array
}

/**
 * What a receiver tells a sender at the start of a round. A sender needs no more of `have` than to be
 * able to ask it. @see PULL-1 PUSH-5
 */
export interface Status<H extends Have = BloomFilter> {
  /** Subgraph roots still missing, in link order. Empty: nothing more is wanted. @see RND-1 */
  readonly missing: readonly CID[]
  /**
   * CIDs that the receiver probably has. The empty filter says "assume nothing". It is the
   * receiver's own and gains bits in later rounds: copy it to keep it. @see BF-15
   */
  readonly have: H
}
