import { fromHex, toHex } from '@car-mirror/vectors'
import * as dagCbor from '@ipld/dag-cbor'
import * as dagJson from '@ipld/dag-json'
import * as dagPb from '@ipld/dag-pb'
import { CID } from 'multiformats/cid'
import type { Pins } from '../spec/pins.js'
import { type CidHex, cidParts } from './cid.js'
import { cborItems, cborLinks, type Item, jsonItems } from './items.js'
import { pbLinks } from './pb-links.js'
import { Refusal } from './refusal.js'

/** Blocks by CID. */
export type Store = Map<CidHex, Uint8Array>

const IDENTITY = 0x00
const CODECS: Readonly<Record<number, string>> = {
  85: 'raw',
  112: 'dag-pb',
  113: 'dag-cbor',
  297: 'dag-json',
}

/** A store seen as a graph. */
export class DagModel {
  readonly pins: Pins
  /** A block is looked at many times, and says the same each time. */
  readonly #known = new WeakMap<Uint8Array, { cid: CidHex; links: CidHex[] }>()

  constructor(pins: Pins) {
    this.pins = pins
  }

  /** The bytes that stand for a CID: those in the store, or in the CID itself. @see MOD-2 MOD-4 */
  bytes(store: Store, cid: CidHex): Uint8Array | undefined {
    return this.inline(cid) ?? store.get(cid)
  }

  /** The block inside an identity CID. @see MOD-4 */
  inline(cid: CidHex): Uint8Array | undefined {
    const parts = cidParts(cid)
    return parts?.hash === IDENTITY ? parts.digest : undefined
  }

  /**
   * The links of a block that is there; undefined if it is not, or cannot be read. An inline block that
   * cannot be read has none. @see MOD-4 RND-14
   */
  linksOf(store: Store, cid: CidHex): CidHex[] | undefined {
    const bytes = this.bytes(store, cid)
    if (bytes === undefined) return undefined
    const known = this.#known.get(bytes)
    if (known?.cid === cid) return known.links
    try {
      const links = this.links(cid, bytes)
      this.#known.set(bytes, { cid, links })
      return links
    } catch {
      return this.inline(cid) && []
    }
  }

  /**
   * Links in the order in which they stand in the block, repeats included.
   * @throws Refusal codec-unknown, block-corrupt. @see MOD-3 RND-19 SEC-2 SEC-3
   */
  links(cid: CidHex, bytes: Uint8Array): CidHex[] {
    const codec = this.codec(cid)
    try {
      const links = this.read(codec, bytes)
      for (const link of links) this.checkLink(link)
      return links
    } catch (cause) {
      if (cause instanceof Refusal) throw cause
      throw new Refusal('block-corrupt', `${cid} is not ${codec}`)
    }
  }

  codec(cid: CidHex): string {
    const name = CODECS[cidParts(cid)?.codec ?? -1]
    if (name && this.pins['MOD-3'].codecs.some((known) => known === name)) return name
    throw new Refusal('codec-unknown', `the codec of ${cid} is not known`)
  }

  read(codec: string, bytes: Uint8Array): CidHex[] {
    if (codec === 'raw') return []
    if (codec === 'dag-pb') {
      dagPb.decode(bytes)
      return pbLinks(bytes)
    }
    const items = [...(codec === 'dag-cbor' ? cborItems(bytes) : jsonItems(bytes))]
    this.checkDepth(items)
    if (codec === 'dag-cbor') {
      dagCbor.decode(bytes)
      return cborLinks(items)
    }
    this.checkNumbers(new TextDecoder().decode(bytes))
    dagJson.decode(bytes)
    return jsonLinks(items, (text) => this.cidOfText(text))
  }

  /** @see SEC-2 */
  checkDepth(items: readonly Item[]): void {
    if (items.every(({ depth }) => depth <= this.pins['SEC-2'].blockDepth)) return
    throw new Refusal('block-corrupt', 'items too deep in one another')
  }

  /** The library takes letters beyond ASCII for digits. @see MOD-3 */
  cidOfText(text: string): CidHex {
    if (/^[!-~]*$/.test(text)) return toHex(CID.parse(text).bytes)
    throw new Refusal('block-corrupt', 'a CID in other letters than those of ASCII')
  }

  /** @see SEC-2 */
  checkNumbers(json: string): void {
    const bare = json.replaceAll(/"(?:[^"\\]|\\.)*"/gs, '""').match(/[^\s[\]{}:,"]+/g) ?? []
    if (bare.every(({ length }) => length <= this.pins['SEC-2'].numberLength)) return
    throw new Refusal('block-corrupt', 'a number of too many characters')
  }

  /** @see MOD-3 SEC-3 */
  checkLink(link: CidHex): void {
    if (fromHex(link).length <= this.pins['SEC-3'].maxCid && cidParts(link)) return
    throw new Refusal('block-corrupt', 'a link is not a CID within the bounds')
  }
}

/** A map of nothing but the key "/" with text. */
function jsonLinks(items: readonly Item[], cidOf: (text: string) => CidHex): CidHex[] {
  return items.flatMap(({ kind }, i) => {
    const [key, text, end] = items.slice(i + 1, i + 4)
    const isLink = kind === 'map' && key?.value === '/' && end?.kind === 'break'
    return isLink && typeof text?.value === 'string' ? [cidOf(text.value)] : []
  })
}
