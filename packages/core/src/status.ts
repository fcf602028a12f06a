import type { BloomFilter } from '@car-mirror/bloom'
import type { CID } from 'multiformats/cid'

/** What a receiver tells a sender at the start of a round. @see PULL-1 PUSH-5 */
export interface Status {
  /** Subgraph roots still missing, in link order. Empty: nothing more is wanted. @see RND-1 */
  readonly missing: readonly CID[]
  /**
   * CIDs that the receiver probably has. The empty filter says "assume nothing". It is the
   * receiver's own and gains bits in later rounds: copy it to keep it. @see BF-15
   */
  readonly have: BloomFilter
}
