import { type Hex, type Message, toHex } from '@car-mirror/vectors'
import { carHeader, cbor } from '@car-mirror/vectors/by-hand'
import type { FilterModel } from '../model/filter.js'
import { Refusal } from '../model/refusal.js'
import { asText, integer, mapOf, readMap } from './cbor.js'
import { cidOfText, textOfCid } from './cid-text.js'
import type { Direction, Form, Written } from './form.js'
import { hasBits } from './has-bits.js'
import { malformed } from './malformed.js'

/** The port takes a CAR under the name of a message; its own client sends it so. */
const MESSAGE = 'application/vnd.ipld.dag-cbor'
const ROOTS = { pull: 'rs', push: 'sr' }
const MAX_U32 = 2 ** 32 - 1

/** Stands for a filter of nothing, whatever hash count it came with. */
const EMPTY = { bytes: new Uint8Array(0), hashes: 3 }

/** The form of the Rust port: one root in the path, CIDs as text, the first block in the header. */
export function rsForm(filters: FilterModel): Form {
  return {
    profile: 'rs',
    types: { message: MESSAGE, car: MESSAGE },
    statuses: { pulled: 200, complete: 200, goOn: 202, absent: 404 },
    rootInPath: true,
    path: (direction, top) => `/dag/${direction}/${textOfCid(top)}`,
    route(path) {
      const found = /^\/dag\/(pull|push)\/([^/?&]+)/.exec(path)
      const top = found?.[2] === undefined ? undefined : cidOfText(found[2])
      if (top === undefined) return undefined
      return { direction: found![1] as Direction, top: toHex(top) }
    },
    message: rsMessage,
    decode: decodeRs,
    read(direction, body) {
      const { roots, bytes, hashes } = parts(direction, body)
      return { roots, has: hasBits(filters, bytes, hashes) }
    },
    header: (_, [first]) => (first === undefined ? undefined : carHeader([first])),
  }
}

/** Its fields are those of version 0.1.0 of the HTTP text, in the order of the port's source. */
export function rsMessage(
  direction: Direction,
  { roots, filter = EMPTY, spelling }: Written,
): Uint8Array {
  const item = spelling === 'foreign-cids' ? cbor.link : asText
  const entries: [string, Uint8Array][] = [
    [ROOTS[direction], cbor.array(...roots.map(item))],
    ['bk', integer(filter.hashes, spelling)],
    ['bb', cbor.byteString(filter.bytes)],
  ]
  return mapOf(entries, 'bb', spelling)
}

/** @throws Refusal message, filter-hashes */
export function decodeRs(direction: Direction, body: Uint8Array): Message<Hex> {
  const { roots, bytes, hashes } = parts(direction, body)
  const filter = bytes.length === 0 ? EMPTY : { bytes, hashes }
  return { roots, filter: { bytes: toHex(filter.bytes), hashes: filter.hashes } }
}

function parts(direction: Direction, body: Uint8Array) {
  const { bk, bb, ...rest } = readMap(body)
  const roots = rest[ROOTS[direction]]
  if (!Array.isArray(roots)) throw malformed(`no list ${ROOTS[direction]}`)
  if (typeof bk !== 'number' && typeof bk !== 'bigint') throw malformed('no integer bk')
  if (bk < 0 || bk > MAX_U32) throw new Refusal('filter-hashes', `${bk} is no u32`)
  return { roots: roots.map(rootOf), bytes: bytesOf(bb), hashes: Number(bk) }
}

/** A byte string, or its base64url as text. */
function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value
  if (typeof value !== 'string' || !/^[\w-]*$/.test(value)) throw malformed('no bytes bb')
  return Buffer.from(value, 'base64url')
}

function rootOf(value: unknown): Hex {
  const cid = typeof value === 'string' ? cidOfText(value) : undefined
  if (cid === undefined) throw malformed('a root is not the text of a CID')
  return toHex(cid)
}
