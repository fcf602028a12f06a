import { defaultCodecs, toCid } from '@car-mirror/core'
import * as dagCbor from '@ipld/dag-cbor'
import type { CID } from 'multiformats/cid'

/** Major types of CBOR. */
const BYTES = 2
const TEXT = 3
const ARRAY = 4
const MAP = 5
const TAG = 6

const dagCborLinks = defaultCodecs.get(dagCbor.code)!.links

/**
 * The value of a DAG-CBOR item. Lists, maps and links are read here and the rest by the library: a
 * message lists tens of thousands of links, and of each the library's decoder makes several objects.
 * Recurses as deep as the item is nested, so bound that first.
 * @throws MirrorError ERR_CID_INVALID, or another error on what is not valid DAG-CBOR
 */
export function decodeCbor(bytes: Uint8Array): unknown {
  // The CIDs are views of one copy: a copy of each would have a buffer of its own.
  const copy = bytes.slice()
  return new Reader(copy, dagCborLinks(copy)).item()
}

/** Reads bytes that are known to be valid; the links in them, in their order, are known too. */
class Reader {
  readonly #bytes: Uint8Array
  readonly #links: readonly Uint8Array[]
  #at = 0
  #link = 0

  constructor(bytes: Uint8Array, links: readonly Uint8Array[]) {
    this.#bytes = bytes
    this.#links = links
  }

  item(): unknown {
    const start = this.#at
    const head = this.#bytes[start]!
    const major = head >>> 5
    if (major === TAG) return this.#cid()
    const value = this.#argument(head & 31)
    if (major === ARRAY) return this.#list(value)
    if (major === MAP) return this.#map(value)
    if (major === BYTES || major === TEXT) this.#at += value
    return dagCbor.decode(this.#bytes.subarray(start, this.#at))
  }

  /** As a float: exact where it counts something. */
  #argument(info: number): number {
    this.#at++
    if (info < 24) return info
    const end = this.#at + (1 << (info - 24))
    let value = 0
    while (this.#at < end) value = value * 256 + this.#bytes[this.#at++]!
    return value
  }

  #list(count: number): unknown[] {
    const list: unknown[] = []
    for (let i = 0; i < count; i++) list.push(this.item())
    return list
  }

  #map(count: number): Record<string, unknown> {
    const entries: [string, unknown][] = []
    for (let i = 0; i < count; i++) entries.push([this.item() as string, this.item()])
    return Object.fromEntries(entries)
  }

  #cid(): CID {
    const cid = this.#links[this.#link++]!
    this.#at = cid.byteOffset + cid.length - this.#bytes.byteOffset
    return toCid(cid)
  }
}
