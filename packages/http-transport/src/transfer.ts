import type { CodecRegistry, HasherRegistry, MirrorOptions, Outcome, Store } from '@car-mirror/core'
import type { CID } from 'multiformats/cid'
import type { ConnectionOptions } from './connection.js'
import type { Dialect } from './dialect.js'
import type { GivenLimits } from './limits.js'
import type { Remote } from './remote.js'

export interface TransferOptions extends ConnectionOptions, MirrorOptions {
  readonly store: Store
  readonly roots: readonly CID[]
  /**
   * What the server may know of the DAG already: a CID, `ipfs://`, IPNS or DNSLink.
   * @see HTTP-11 HTTP-14
   */
  readonly diff?: string | undefined
  /** Older roots that both sides may have. */
  readonly basis?: readonly CID[] | undefined
  /** What the server speaks. Default `specDialect`. */
  readonly dialect?: Dialect | undefined
  /** Failures in a row that are forgiven: lost connections, 5xx and 429. Default 3. */
  readonly retries?: number | undefined
  readonly codecs?: CodecRegistry | undefined
  readonly hashers?: HasherRegistry | undefined
  readonly limits?: GivenLimits | undefined
}

/** How a transfer ended. */
export interface Transfer {
  /** Name of the dialect that was spoken. */
  readonly dialect: string
  /** Whether the receiver holds everything below the roots. @see RND-27 */
  readonly complete: boolean
  readonly rounds: number
  readonly blocks: { readonly sent: number; readonly received: number }
  /** Bytes of all request and response bodies. */
  readonly bytes: { readonly sent: number; readonly received: number }
  /** Blocks that came although the receiver had them. */
  readonly duplicates: number
  /** Still asked for when `maxRounds` ended the transfer. */
  readonly missing: readonly CID[]
  /** Subgraph roots that the sender does not have. @see PUSH-10 RND-25 RND-27 */
  readonly unavailable: readonly CID[]
}

export function transfer(
  { complete, rounds, missing, unavailable }: Outcome,
  blocks: Transfer['blocks'],
  { connection, dialect }: Remote,
  duplicates: number,
): Transfer {
  const bytes = { ...connection.wire }
  const { name } = dialect
  return { dialect: name, complete, rounds, blocks, bytes, duplicates, missing, unavailable }
}
