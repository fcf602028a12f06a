import {
  type Filter,
  fromHex,
  type Hex,
  type Message,
  type Subject,
  toBytes,
  toHex,
} from '@car-mirror/vectors'
import { carWith, cbor, concat, varint } from '@car-mirror/vectors/by-hand'
import * as dagCbor from '@ipld/dag-cbor'
import { varint as unsignedVarint } from 'multiformats'
import { CID } from 'multiformats/cid'
import { Refusal } from '../model/refusal.js'
import { attempt } from '../model/subject.js'
import { goParameters } from './go-parameters.js'
import { kept } from './kept.js'
import { malformed } from './malformed.js'

/**
 * The Go port: go-car-mirror at ee0e00b, with the hash function that its Kubo plugin registers. One
 * message serves for both directions: a length, then a map of `have` and `want`.
 */

/** The number under which XXH3 over the binary CID is registered. */
const XXH3 = 3
/** Of every answer that is not a refusal. */
const ACCEPTED = 202

/** @param base the model with the pins of the profile `go` */
export function goSubject(base: Subject): Subject {
  return {
    ...kept(base, 'xxh3', 'indices', 'insert'),
    parameters: ({ count }) => ({ value: goParameters(count) }),
    'pull.encode': ({ roots, filter }) => {
      return { value: { body: encode(roots, toBytes(filter.bytes), filter.hashes) } }
    },
    'pull.decode': ({ body }) => attempt(() => decode(toBytes(body))),
    'push.encode': ({ roots, filter }) => {
      const body = encode(roots, toBytes(filter.bytes), filter.hashes)
      return { value: { status: ACCEPTED, body } }
    },
    'push.decode': ({ status, body }) => attempt(() => decodeAnswer(status, toBytes(body))),
    'car.encode': ({ blocks }) => {
      const framed = blocks.map(({ cid, bytes }) => ({ cid: fromHex(cid), bytes: toBytes(bytes) }))
      const roots = cbor.array(...framed.map(({ cid }) => cbor.link(cid)))
      const header = cbor.map(['version', cbor.uint(1)], ['roots', roots])
      return { value: { body: toHex(carWith(header, ...framed)) } }
    },
  }
}

function encode(want: readonly Hex[], bytes: Uint8Array, hashes: number): Hex {
  const links = want.map((root) => cbor.link(fromHex(root)))
  const message = cbor.map(['have', have(bytes, hashes)], ['want', cbor.array(...links)])
  return toHex(concat(varint(message.length), message))
}

function have(bytes: Uint8Array, hashes: number): Uint8Array {
  if (bytes.length === 0) return cbor.map(['em', cbor.map()])
  const bloom = cbor.map(
    ['bytes', cbor.byteString(bytes)],
    ['hashFunction', cbor.uint(XXH3)],
    ['hashCount', cbor.uint(hashes)],
    ['bitCount', cbor.uint(8 * bytes.length)],
  )
  return cbor.map(['bl', bloom])
}

function decode(body: Uint8Array): Message<Hex> {
  const { have, want } = recordOf(read(body)) ?? {}
  // Go has no way to tell a list of none from no list.
  if (want !== undefined && want !== null && !Array.isArray(want)) throw malformed('no list want')
  return { roots: (want ?? []).map(rootOf), filter: filterOf(have) }
}

function decodeAnswer(status: number, body: Uint8Array): Message<Hex> {
  if (status === ACCEPTED) return decode(body)
  throw new Refusal('refused', `the server answered ${status}`)
}

/** What follows the message is never read. */
function read(body: Uint8Array): unknown {
  try {
    const [length, start] = unsignedVarint.decode(body)
    if (start + length > body.length) throw malformed('an end before the end')
    return dagCbor.decode(body.subarray(start, start + length))
  } catch {
    throw malformed('no length, or no CBOR of that length')
  }
}

/** Of the forms of a filter those that can be said in bytes and a hash count. */
function filterOf(have: unknown): Filter<Hex> {
  const { bl, em } = recordOf(have) ?? {}
  if (bl === undefined && recordOf(em) !== undefined) return { bytes: '', hashes: 0 }
  const { bytes, hashFunction, hashCount } = recordOf(bl) ?? {}
  if (!(bytes instanceof Uint8Array)) throw malformed('no filter')
  if (hashFunction !== XXH3) throw malformed('a hash function that is not registered')
  if (typeof hashCount !== 'number' || hashCount < 0) throw malformed('no hash count')
  return { bytes: toHex(bytes), hashes: Math.max(1, hashCount) }
}

function recordOf(value: unknown): Record<string, unknown> | undefined {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isRecord ? (value as Record<string, unknown>) : undefined
}

function rootOf(value: unknown): Hex {
  const cid = CID.asCID(value)
  if (cid === null) throw malformed('a root is not a link')
  return toHex(cid.bytes)
}
