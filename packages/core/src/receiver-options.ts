import type { CID } from 'multiformats/cid'
import type { CodecRegistry } from './codecs.js'
import type { HasherRegistry } from './hashers.js'
import type { Limits } from './limits.js'
import type { Store } from './store.js'

export interface ReceiverOptions {
  readonly store: Store
  /** One or more. @see MOD-6 */
  readonly roots: readonly CID[]
  /** Older roots that are (partly) in the store and share blocks with `roots`. @see PUSH-15 */
  readonly basis?: readonly CID[] | undefined
  readonly codecs?: CodecRegistry | undefined
  readonly hashers?: HasherRegistry | undefined
  readonly limits?: Partial<Limits> | undefined
  /**
   * The filter tells only of blocks that were found in the store since the last status, and not of
   * those that the sender gave: for a sender that remembers.
   */
  readonly news?: boolean | undefined
  /** Ends walks through the store. */
  readonly signal?: AbortSignal | undefined
}
