import type { CodecRegistry, HasherRegistry, Store } from '@car-mirror/core'
import type { CID } from 'multiformats/cid'
import type { Authorize } from './authorize.js'
import type { Call, Dialect, Direction } from './dialect.js'
import type { GivenLimits, TransportLimits } from './limits.js'
import type { RequestBody } from './request-body.js'

/** One round that a server has answered. */
export interface ServedRound {
  readonly direction: Direction
  /** Name of the dialect that it was asked in. */
  readonly dialect: string
  /** Pull: the requested roots that are here. Push: the DAG roots; none if the dialect names none. */
  readonly roots: readonly CID[]
  /** Blocks and payload bytes that moved. */
  readonly blocks: number
  readonly bytes: number
  /** Push only: whether the DAGs are complete now, as far as they were named. */
  readonly complete?: boolean
}

export interface HandlerOptions {
  readonly store: Store
  /** Default: everybody may. @see SEC-7 */
  readonly authorize?: Authorize | undefined
  /** Refuse pushes. */
  readonly readOnly?: boolean | undefined
  /** Origin to be let in by browsers, or `*`. Default: CORS is off. */
  readonly cors?: string | undefined
  /**
   * Looks up a `diff` that is no CID (IPNS, DNSLink). Default: such a `diff` is ignored, as is one
   * for which this fails. @see PUSH-16
   */
  readonly resolve?: ((pointer: string) => Promise<CID | undefined>) | undefined
  readonly codecs?: CodecRegistry | undefined
  readonly hashers?: HasherRegistry | undefined
  readonly limits?: GivenLimits | undefined
  /** Told of each round after its last block; a push is answered when it returns. */
  readonly onRound?: ((round: ServedRound) => void | Promise<void>) | undefined
  /** Told of failures of this server, which clients see as a bare 500 or a broken connection. */
  readonly onError?: ((error: unknown) => void) | undefined
}

/** A round as a server sees it. */
export interface ServerRound {
  readonly options: HandlerOptions
  readonly limits: TransportLimits
  readonly dialect: Dialect
  readonly call: Call
  readonly body: RequestBody
  /** The root that `diff` stands for, if it is known here. @see PUSH-14 PUSH-15 */
  readonly basis: readonly CID[]
}
