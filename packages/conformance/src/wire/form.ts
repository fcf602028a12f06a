import {
  type Bytes,
  fromHex,
  type Hex,
  type Message,
  type Profile,
  toBytes,
} from '@car-mirror/vectors'

export type Direction = 'pull' | 'push'

/**
 * How a message is spelled.
 * - `foreign-cids`: CIDs as another dialect has them: text for links, links for text
 * - `other-order`: its keys the other way round
 * - `long-integers`: integers in eight bytes where one would do
 * - `no-filter`: without the field of the filter's bytes
 */
export type Spelling = 'plain' | 'foreign-cids' | 'other-order' | 'long-integers' | 'no-filter'

/** A filter as it is put into a message, within its bounds or not. */
export interface WrittenFilter {
  readonly bytes: Uint8Array
  readonly hashes: number | bigint
  /** Where a dialect has a field for it; otherwise eight for each byte. */
  readonly bits?: number | bigint | undefined
}

/** A status as it is to be written. */
export interface Written {
  readonly roots: readonly Uint8Array[]
  /** The dialect's empty filter if it is left out. */
  readonly filter?: WrittenFilter | undefined
  readonly spelling?: Spelling | undefined
}

/** A message with the dialect's own empty filter for a filter of no bytes. */
export function writtenOf({ roots, filter }: Message<Bytes>): Written {
  const bytes = toBytes(filter.bytes)
  return {
    roots: roots.map(fromHex),
    ...(bytes.length > 0 && { filter: { bytes, hashes: filter.hashes } }),
  }
}

/** A status as it was read. */
export interface Read {
  readonly roots: readonly Hex[]
  /** Whether the filter has a CID. */
  readonly has: (cid: Hex) => boolean
}

/** What a call is about, as far as its path says. */
export interface Route {
  readonly direction: Direction
  /** The DAG root, in a dialect that has it in the path. */
  readonly top?: Hex | undefined
  readonly diff?: string | undefined
}

/** A dialect's form on the wire, as pure functions that share no code with the ports. */
export interface Form {
  readonly profile: Profile
  /** Content types of requests; answers of a port may have others. */
  readonly types: { readonly message: string; readonly car: string }
  readonly statuses: {
    readonly pulled: number
    readonly complete: number
    readonly goOn: number
    readonly absent: number
  }
  /**
   * What a push is for stands in its path: a CAR without roots is not senseless, nor are no bytes.
   */
  readonly rootInPath: boolean
  path(direction: Direction, top: Uint8Array): string
  route(path: string): Route | undefined
  message(direction: Direction, written: Written): Uint8Array
  /** What peers of the dialect take it for. @throws Refusal */
  decode(direction: Direction, body: Uint8Array): Message<Hex>
  /** What can be made of it, in bounds or not. @throws Error for what is no message of the dialect */
  read(direction: Direction, body: Uint8Array): Read
  /** The CBOR of a CAR's header; undefined for a CAR of no bytes. */
  header(roots: readonly Uint8Array[], blocks: readonly Uint8Array[]): Uint8Array | undefined
}
