import { toHex } from '@car-mirror/vectors'
import * as dagCbor from '@ipld/dag-cbor'
import { CID } from 'multiformats/cid'
import type { Pins } from '../spec/pins.js'
import { type CidHex, cidParts, toCid } from './cid.js'
import type { FilterModel, WireFilter } from './filter.js'
import { cborItems, cborLinks } from './items.js'
import { Refusal } from './refusal.js'

/** What a receiver tells a sender. */
export interface Status {
  readonly missing: readonly CidHex[]
  readonly filter: WireFilter
}

/** A status as the bytes of a message, and back. */
export class MessageModel {
  readonly pins: Pins
  readonly filter: FilterModel

  constructor(pins: Pins, filter: FilterModel) {
    this.pins = pins
    this.filter = filter
  }

  /** @see MSG-1 MSG-5 */
  encodePull(status: Status): Uint8Array {
    return this.encode(this.pins['MSG-1'].pullRoots, status)
  }

  /** @see MSG-1 */
  decodePull(body: Uint8Array): Status {
    return this.decode([this.pins['MSG-1'].pullRoots], body)
  }

  /** @see MSG-2 PUSH-6 */
  encodePush(status: Status): { status: number; body: Uint8Array } {
    const body = this.encode(this.pins['MSG-2'].pushRoots, status)
    return { status: this.pushStatus(status.missing), body }
  }

  /** @throws Refusal protocol besides. @see MSG-2 MSG-3 PUSH-7 */
  decodePush(status: number, body: Uint8Array): Status {
    const { pushRoots } = this.pins['MSG-2']
    const message = this.decode([pushRoots, ...this.pins['MSG-3'].pushRootsOld], body)
    if (!this.agrees(status, message.missing)) {
      throw new Refusal('protocol', `status ${status} with ${message.missing.length} roots`)
    }
    return message
  }

  /** @see PUSH-6 */
  pushStatus(missing: readonly CidHex[]): number {
    const { statusComplete, statusGoOn } = this.pins['PUSH-6']
    return missing.length === 0 ? statusComplete : statusGoOn
  }

  /** @see PUSH-7 */
  agrees(status: number, missing: readonly CidHex[]): boolean {
    return status === this.pushStatus(missing)
  }

  /** @see MSG-4 MSG-5 */
  encode(roots: string, { missing, filter }: Status): Uint8Array {
    const { hashes, filter: bytes } = this.pins['MSG-1']
    return this.write({
      [bytes]: filter.bytes,
      [hashes]: filter.hashes,
      [roots]: missing.map((cid) => this.link(cid)),
    })
  }

  /** @see MSG-5 */
  write(map: unknown): Uint8Array {
    return dagCbor.encode(map)
  }

  /** @see MSG-4 */
  link(cid: CidHex): unknown {
    return toCid(cid)
  }

  /** @throws Refusal message, filter-hashes, filter-size. @see MSG-7 MSG-8 MSG-9 MSG-11 */
  decode(rootsNames: readonly string[], body: Uint8Array): Status {
    const map = this.map(body)
    const names = this.pins['MSG-1']
    const roots = rootsNames.map((name) => map[name]).find((value) => value !== undefined)
    const bytes = map[names.filter]
    const hashes = map[names.hashes]
    if (!Array.isArray(roots)) throw malformed(`no list ${rootsNames[0]}`)
    if (!(bytes instanceof Uint8Array)) throw malformed(`no byte string ${names.filter}`)
    if (!this.isInteger(body, names.hashes)) throw malformed(`no integer ${names.hashes}`)
    const filter = { bytes, hashes: Number(hashes) }
    this.checkFilter(filter)
    const written = new Set(cborLinks([...cborItems(body)]))
    const missing = this.distinct(roots.map((root) => this.root(root, written)))
    return { missing, filter: this.filter.isEmpty(bytes) ? this.filter.empty() : filter }
  }

  /** @see MSG-11 */
  checkFilter(filter: WireFilter): void {
    this.filter.check(filter)
  }

  /** @see MSG-6 MSG-12 */
  map(body: Uint8Array): Record<string, unknown> {
    this.checkBounds(body)
    const value = this.read(body)
    if (typeof value === 'object' && value !== null && !CID.asCID(value)) {
      return value as Record<string, unknown>
    }
    throw malformed('not a map')
  }

  /** @see MSG-6 */
  read(body: Uint8Array): unknown {
    try {
      return dagCbor.decode(body)
    } catch {
      throw malformed('not DAG-CBOR')
    }
  }

  /** @see MSG-12 SEC-1 */
  checkBounds(body: Uint8Array): void {
    const { maxLinks, maxDepth } = this.pins['MSG-12']
    let links = 0
    for (const { kind, value, depth } of cborItems(body)) {
      if (kind === 'tag' && value === 42) links++
      if (links > maxLinks) throw malformed('too many links')
      if (depth > maxDepth) throw malformed('too deep')
    }
  }

  /** Whether the key's value is an integer, and not a float of the same value. @see MSG-8 */
  isInteger(body: Uint8Array, key: string): boolean {
    const items = [...cborItems(body)]
    const at = items.findIndex(({ kind, value, depth }) => {
      return kind === 'string' && value === key && depth === 1
    })
    return ['uint', 'negint'].includes(items[at + 1]?.kind ?? '')
  }

  /** A decoder forgives some spellings of a CID, so it must stand there as it is. @see MSG-4 MSG-13 */
  root(value: unknown, written: ReadonlySet<CidHex>): CidHex {
    const cid = value instanceof CID ? toHex(value.bytes) : ''
    if (written.has(cid) && cidParts(cid)) return cid
    throw malformed('a root is not a link to a CID')
  }

  /** @see MSG-10 RND-9 MOD-6 */
  distinct(roots: readonly CidHex[]): CidHex[] {
    return [...new Set(roots)]
  }
}

function malformed(what: string): Refusal {
  return new Refusal('message', `malformed message: ${what}`)
}
