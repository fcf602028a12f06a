import type { RequestListener } from 'node:http'
import type { CID } from 'multiformats/cid'

/** What a store is opened on. */
export interface Opening {
  /** A CAR whose blocks are there from the start. */
  readonly have?: string
  /** A folder for a store on disk; else it is in memory. */
  readonly disk?: string
}

/** How a transfer ended, and what was counted on the way. */
export interface Ending {
  readonly complete: boolean
  readonly rounds?: number
  readonly duplicates?: number
  /** Of bodies, in both directions. */
  readonly wireBytes?: number
}

/** One way to bring a DAG from one process to another. The store is its own. */
export interface Peer<S> {
  open(opening: Opening): Promise<S>
  listener(store: S): RequestListener
  pull(url: string, root: CID, store: S): Promise<Ending>
  /** Where there is such a way. */
  push?(url: string, root: CID, store: S): Promise<Ending>
  /** The contents of all blocks that are held. */
  blocks(store: S): AsyncIterable<Uint8Array> | Iterable<Uint8Array>
  close?(store: S): Promise<void>
}
