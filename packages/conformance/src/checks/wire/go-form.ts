import { type Hex, toHex } from '@car-mirror/vectors'
import { cbor, concat, varint } from '@car-mirror/vectors/by-hand'
import { varint as unsignedVarint } from 'multiformats'
import type { FilterModel } from '../../model/filter.js'
import { asText, type Entry, integer, linksOf, mapOf, readMap, recordOf } from './cbor.js'
import type { Form, Spelling, WrittenFilter } from './form.js'
import { hasBits } from './has-bits.js'

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
export function goForm(filter: FilterModel): Form {
  return {
    profile: 'go',
    types: { message: 'application/cbor', car: 'application/cbor' },
    statuses: { pulled: 202, complete: 202, goOn: 202, absent: 404 },
    rootInPath: false,
    path: (direction) => PATHS[direction],
    route(path) {
      const [pathname] = path.split('?')
      if (pathname === PATHS.pull) return { direction: 'pull' }
      return pathname === PATHS.push ? { direction: 'push' } : undefined
    },
    message(_, { roots, filter: given, spelling }) {
      const item = spelling === 'foreign-cids' ? asText : cbor.link
      const entries: Entry[] = [
        ['have', haveOf(given, spelling)],
        ['want', cbor.array(...roots.map(item))],
      ]
      const message = mapOf(entries, 'have', spelling)
      return concat(varint(message.length), message)
    },
    read(_, body) {
      const [length, start] = unsignedVarint.decode(body)
      if (start + length > body.length) throw new Error('it ends before its end')
      const { have, want } = readMap(body.subarray(start, start + length))
      return { roots: linksOf(want ?? []), has: hasOf(filter, have) }
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

/** A filter of any of the four kinds; a compound has what one of its two has. */
function hasOf(model: FilterModel, have: unknown): (cid: Hex) => boolean {
  const parts: ((cid: Hex) => boolean)[] = []
  const open: [unknown, number][] = [[have, 0]]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [value, depth] = next
    const { bl, cm, em, pf } = recordOf(value) ?? {}
    const compound = recordOf(cm)
    if (depth > DEEPEST) throw new Error('filters too deep in one another')
    if (bl !== undefined) parts.push(bloomOf(model, recordOf(bl) ?? {}))
    else if (compound) open.push([compound.a, depth + 1], [compound.b, depth + 1])
    else if (Array.isArray(pf)) parts.push(listOf(pf))
    else if (em === undefined) throw new Error('it has no filter')
  }
  return (cid) => parts.some((has) => has(cid))
}

function bloomOf(model: FilterModel, bloom: Record<string, unknown>): (cid: Hex) => boolean {
  const { bytes, hashFunction, hashCount, bitCount } = bloom
  if (!(bytes instanceof Uint8Array)) throw new Error('a filter without bytes')
  if (hashFunction !== XXH3) throw new Error(`a filter of hash function ${hashFunction}`)
  return hasBits(model, bytes, Number(hashCount), Number(bitCount))
}

function listOf(listed: readonly unknown[]): (cid: Hex) => boolean {
  const cids = new Set(linksOf(listed))
  return (cid) => cids.has(cid)
}
