import { fromHex, type Hex, type Message, type Subject, toBytes, toHex } from '@car-mirror/vectors'
import { car, cbor, concat } from '@car-mirror/vectors/by-hand'
import * as dagCbor from '@ipld/dag-cbor'
import { Refusal } from '../model/refusal.js'
import { attempt } from '../model/subject.js'
import { cidOfText, textOfCid } from './cid-text.js'
import { kept } from './kept.js'
import { malformed } from './malformed.js'

/**
 * The Rust port: crates car-mirror 0.1.0, car-mirror-axum 0.1.0 and car-mirror-reqwest 0.1.0. Messages
 * have the fields of version 0.1.0 of the HTTP text, in the order of the source, and CIDs as text.
 */

const PULL_ROOTS = 'rs'
const PUSH_ROOTS = 'sr'
const MAX_U32 = 2 ** 32 - 1

/** Stands for a filter of nothing, whatever hash count it came with. */
const EMPTY = { bytes: '', hashes: 3 }

/** @param base the model with the pins of the profile `rs` */
export function rsSubject(base: Subject): Subject {
  return {
    ...kept(base, 'xxh3', 'indices', 'parameters', 'insert'),
    'pull.encode': ({ roots, filter }) => {
      return { value: { body: encode(PULL_ROOTS, roots, toBytes(filter.bytes), filter.hashes) } }
    },
    'pull.decode': ({ body }) => attempt(() => decode(PULL_ROOTS, toBytes(body))),
    'push.encode': ({ roots, filter }) => {
      const body = encode(PUSH_ROOTS, roots, toBytes(filter.bytes), filter.hashes)
      return { value: { status: roots.length === 0 ? 200 : 202, body } }
    },
    'push.decode': ({ status, body }) => attempt(() => decodeAnswer(status, toBytes(body))),
    'car.encode': ({ blocks }) => {
      const framed = blocks.map(({ cid, bytes }) => ({ cid: fromHex(cid), bytes: toBytes(bytes) }))
      const [first] = framed
      return { value: { body: first === undefined ? '' : toHex(car([first.cid], ...framed)) } }
    },
  }
}

function encode(field: string, roots: readonly Hex[], bytes: Uint8Array, hashes: number): Hex {
  const texts = roots.map((root) => cbor.text(textOfCid(fromHex(root))))
  const count = bytes.length === 0 ? EMPTY.hashes : hashes
  return toHex(
    cbor.map(
      [field, cbor.array(...texts)],
      ['bk', cbor.uint(count)],
      ['bb', cbor.byteString(bytes)],
    ),
  )
}

function decode(field: string, body: Uint8Array): Message<Hex> {
  const { [field]: roots, bk, bb } = mapOf(body)
  if (!Array.isArray(roots)) throw malformed(`no list ${field}`)
  if (typeof bk !== 'number' && typeof bk !== 'bigint') throw malformed('no integer bk')
  if (bk < 0 || bk > MAX_U32) throw new Refusal('filter-hashes', `${bk} is no u32`)
  const bytes = bytesOf(bb)
  const filter = bytes.length === 0 ? EMPTY : { bytes: toHex(bytes), hashes: Number(bk) }
  return { roots: roots.map(rootOf), filter }
}

/** The client takes the one status for the end unread, and the other one unchecked. */
function decodeAnswer(status: number, body: Uint8Array): Message<Hex> {
  if (status === 200) return { roots: [], filter: EMPTY }
  if (status === 202) return decode(PUSH_ROOTS, body)
  throw new Refusal('refused', `the server answered ${status}`)
}

function mapOf(body: Uint8Array): Record<string, unknown> {
  try {
    const value = dagCbor.decode<unknown>(body)
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {
    throw malformed('not DAG-CBOR')
  }
  throw malformed('not a map')
}

/** A byte string, or its base64url as text. */
function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return concat(value)
  if (typeof value !== 'string' || !/^[\w-]*$/.test(value)) throw malformed('no bytes bb')
  return Buffer.from(value, 'base64url')
}

function rootOf(value: unknown): Hex {
  const cid = typeof value === 'string' ? cidOfText(value) : undefined
  if (cid === undefined) throw malformed('a root is not the text of a CID')
  return toHex(cid)
}
