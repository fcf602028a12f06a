import { type Filter, type Hex, type Message, toHex } from '@car-mirror/vectors'
import { cbor, concat, varint } from '@car-mirror/vectors/by-hand'
import { varint as unsignedVarint } from 'multiformats'
import type { FilterModel } from '../model/filter.js'
import { asText, type Entry, integer, linksOf, mapOf, readMap, recordOf } from './cbor.js'
import type { Form, Spelling, Written, WrittenFilter } from './form.js'
import { hasBits } from './has-bits.js'
import { malformed } from './malformed.js'

/** The number under which XXH3 over the binary CID is registered. */
const XXH3 = 3
/** Filters within one another that are looked into. */
const DEEPEST = 32
/** Roots that a header names; the port's own batches have no more blocks than a tenth of that. */
const MOST_ROOTS = 1000

const PATHS = { pull: '/dag/cm/status', push: '/dag/cm/blocks' }

/**
 * The form of the Go port: a length before each message, filters by kind, every block in the
 * header.
 */
export function goForm(filters: FilterModel): Form {
  return {
    profile: 'go',
    types: { message: 'application/cbor', car: 'application/cbor' },
    statuses: { pulled: 202, complete: 202, goOn: 202, absent: 404 },
    rootInPath: false,
    path: (direction) => PATHS[direction],
    route(path) {
      const [pathname] = path.split('?', 1)
      if (pathname === PATHS.pull) return { direction: 'pull' }
      return pathname === PATHS.push ? { direction: 'push' } : undefined
    },
    message: (_, written) => goMessage(written),
    decode: (_, body) => decodeGo(body),
    read(_, body) {
      const { roots, have } = parts(body)
      return { roots, has: hasOf(filters, have) }
    },
    header(roots, blocks) {
      // The port names the blocks alone; who goes by the header needs the DAG roots too (PUSH-2).
      const named = new Map([...roots, ...blocks].map((cid) => [toHex(cid), cid]))
      const listed = [...named.values()].slice(0, MOST_ROOTS)
      const links = cbor.array(...listed.map(cbor.link))
      return cbor.map(['version', cbor.uint(1)], ['roots', links])
    },
  }
}

/** One message serves for both directions: a length, then a map of `have` and `want`. */
export function goMessage({ roots, filter, spelling }: Written): Uint8Array {
  const item = spelling === 'foreign-cids' ? asText : cbor.link
  const entries: Entry[] = [
    ['have', haveOf(filter, spelling)],
    ['want', cbor.array(...roots.map(item))],
  ]
  const message = mapOf(entries, 'have', spelling)
  return concat(varint(message.length), message)
}

function haveOf(given: WrittenFilter | undefined, spelling: Spelling | undefined): Uint8Array {
  if (given === undefined) return cbor.map(['em', cbor.map()])
  const bloom = cbor.map(
    ['bytes', cbor.byteString(given.bytes)],
    ['hashFunction', cbor.uint(XXH3)],
    ['hashCount', integer(given.hashes, spelling)],
    ['bitCount', integer(given.bits ?? 8 * given.bytes.length, spelling)],
  )
  return cbor.map(['bl', bloom])
}

/** Of the forms of a filter those that can be said in bytes and a hash count. @throws Refusal */
export function decodeGo(body: Uint8Array): Message<Hex> {
  const { roots, have } = parts(body)
  return { roots, filter: filterOf(have) }
}

function filterOf(have: unknown): Filter<Hex> {
  const { bl, em } = recordOf(have) ?? {}
  if (bl === undefined && recordOf(em) !== undefined) return { bytes: '', hashes: 0 }
  const { bytes, hashCount } = bloomOf(bl)
  if (typeof hashCount !== 'number' || hashCount < 0) throw malformed('no hash count')
  return { bytes: toHex(bytes), hashes: Math.max(1, hashCount) }
}

/** What follows the message is never read. */
function parts(body: Uint8Array): { readonly roots: Hex[]; readonly have: unknown } {
  const { have, want } = readMap(withoutLength(body))
  // Go has no way to tell a list of none from no list.
  return { roots: linksOf(want ?? []), have }
}

function withoutLength(body: Uint8Array): Uint8Array {
  try {
    const [length, start] = unsignedVarint.decode(body)
    if (start + length <= body.length) return body.subarray(start, start + length)
  } catch {
    throw malformed('no length')
  }
  throw malformed('an end before the end')
}

/** A filter of any of the four kinds; a compound has what one of its two has. */
function hasOf(model: FilterModel, have: unknown): (cid: Hex) => boolean {
  const found: ((cid: Hex) => boolean)[] = []
  const open: [unknown, number][] = [[have, 0]]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [value, depth] = next
    const { bl, cm, em, pf } = recordOf(value) ?? {}
    const compound = recordOf(cm)
    if (depth > DEEPEST) throw malformed('filters too deep in one another')
    if (bl !== undefined) found.push(hasIn(model, bl))
    else if (compound) open.push([compound.a, depth + 1], [compound.b, depth + 1])
    else if (Array.isArray(pf)) found.push(listOf(pf))
    else if (em === undefined) throw malformed('no filter')
  }
  return (cid) => found.some((has) => has(cid))
}

function hasIn(model: FilterModel, bl: unknown): (cid: Hex) => boolean {
  const { bytes, hashCount, bitCount } = bloomOf(bl)
  return hasBits(model, bytes, Number(hashCount), Number(bitCount))
}

function bloomOf(bl: unknown) {
  const { bytes, hashFunction, hashCount, bitCount } = recordOf(bl) ?? {}
  if (!(bytes instanceof Uint8Array)) throw malformed('a filter without bytes')
  if (hashFunction !== XXH3) throw malformed('a hash function that is not registered')
  return { bytes, hashCount, bitCount }
}

function listOf(listed: readonly unknown[]): (cid: Hex) => boolean {
  const cids = new Set(linksOf(listed))
  return (cid) => cids.has(cid)
}
