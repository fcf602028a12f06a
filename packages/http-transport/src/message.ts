import { BloomFilter } from '@car-mirror/bloom'
import {
  asLink,
  type CborVisitor,
  CidSet,
  type Have,
  MirrorError,
  type Status,
  skimCbor,
} from '@car-mirror/core'
import type { CID } from 'multiformats/cid'
import { cborMap } from './cbor-map.js'
import { decodeCbor } from './decode-cbor.js'
import { encodeLinks } from './encode-links.js'
import { TransportError } from './errors.js'

/** The field that lists the missing subgraph roots. @see MSG-1 MSG-2 MSG-3 */
export type RootsField = 'rs' | 'dr' | 'sr'

/** Roots in one message: twice of what a receiver of ours lists at once. @see MSG-12 */
export const MOST_LINKS = 131_072
/** The map, its list and a link are three; what other keys hold is nothing to us. @see MSG-12 */
export const DEEPEST = 16

/**
 * Items of any kind: a link is two, and what other keys hold is nothing to us. Decoded, an item can take
 * fifty times the byte that it takes in the message.
 */
const MOST_ITEMS = 4 * MOST_LINKS

/** Major types of CBOR. */
const UINT = 0
const NEGATIVE = 1
const ARRAY = 4
const MAP = 5
const TAG = 6

// Dropping a byte order mark would make one key out of two.
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * A Status as the DAG-CBOR map `{ bb, bk, rs | dr }`, in canonical form.
 * @see BF-15 MSG-1 MSG-2 MSG-4 MSG-5
 */
export function encodeMessage(
  field: RootsField,
  { missing, have }: Status,
): Uint8Array<ArrayBuffer> {
  return cborMap(['bb', have.bytes], ['bk', have.hashes], [field, encodeLinks(missing)])
}

/**
 * Strict about the encoding (canonical integers, definite lengths, links as tag 42), lenient about
 * key order and keys that it does not know. Repeated roots count once.
 * @param fields names under which the roots may come, the preferred one first
 * @param asRoot reads an entry of the list, undefined if it is none; links unless told otherwise
 * @throws TransportError ERR_MESSAGE; BloomError ERR_FILTER_HASHES, ERR_FILTER_SIZE
 * @see MSG-4 MSG-7 MSG-8 MSG-9 MSG-10 MSG-11
 */
export function decodeMessage(
  fields: readonly RootsField[],
  bytes: Uint8Array,
  asRoot: (entry: unknown) => CID | undefined = asLink,
): Status {
  const { bb, bk, ...rest } = decodeMap(bytes)
  const field = fields.find((name) => name in rest)
  const roots = field && rest[field]
  if (!Array.isArray(roots)) throw malformed('MSG-8', `no list \`${fields[0]}\``)
  if (!(bb instanceof Uint8Array)) throw malformed('MSG-8', 'no byte string `bb`')
  if (!isInteger(bytes, 'bk')) throw malformed('MSG-8', 'no integer `bk`')
  const missing = decodeRoots(field as string, roots, asRoot)
  return { missing, have: BloomFilter.fromBytes(bb, Number(bk)) }
}

/** The list of a message, without repeats. @see MSG-4 MSG-10 */
export function decodeRoots(
  field: string,
  roots: readonly unknown[],
  asRoot: (entry: unknown) => CID | undefined,
): CID[] {
  const missing: CID[] = []
  const seen = new CidSet()
  for (const root of roots) {
    const cid = asRoot(root)
    if (!cid) throw malformed('MSG-4', `an entry of \`${field}\` is no CID`)
    if (seen.add(cid.bytes)) missing.push(cid)
  }
  return missing
}

/**
 * Whether the key's value is written as an integer, in bytes that the decoder has found valid: it gives
 * the same number for a float.
 */
function isInteger(bytes: Uint8Array, key: string): boolean {
  let isKey = false
  let name: string | undefined
  let found = false
  skimCbor(bytes, (major, length, at, level) => {
    if (level !== 1) return
    isKey = !isKey
    if (isKey) name = utf8.decode(bytes.subarray(at, at + length))
    else if (name === key) found = major === UINT || major === NEGATIVE
  })
  return found
}

/**
 * Bounds first, so that a message costs no more than its bytes.
 * @param deepest arrays, maps and tags inside one another
 * @throws TransportError ERR_MESSAGE
 * @see MSG-6 MSG-12 MSG-13 SEC-1
 */
export function decodeMap(bytes: Uint8Array, deepest = DEEPEST): Record<string, unknown> {
  checkLinks(bytes, deepest)
  let value: unknown
  try {
    value = decodeCbor(bytes)
  } catch (cause) {
    const isCid = cause instanceof MirrorError && cause.code === 'ERR_CID_INVALID'
    throw isCid
      ? malformed('MSG-13', 'no whole CID', cause)
      : malformed('MSG-6', 'not valid DAG-CBOR', cause)
  }
  if (typeof value !== 'object' || value === null || asLink(value)) {
    throw malformed('MSG-1', 'not a map')
  }
  return value as Record<string, unknown>
}

function checkLinks(bytes: Uint8Array, deepest: number): void {
  let links = 0
  skimWithin(bytes, deepest, (major) => {
    if (major === TAG && ++links > MOST_LINKS) {
      throw malformed('MSG-12', `more than ${MOST_LINKS} links`)
    }
  })
}

/**
 * Goes through a message and leaves it at the first item too many or too deep, so that nothing grows
 * with what a peer nests.
 * @throws TransportError ERR_MESSAGE
 * @see MSG-12 SEC-1
 */
export function skimWithin(bytes: Uint8Array, deepest: number, visit: CborVisitor): void {
  let items = 0
  skimCbor(bytes, (major, value, at, level) => {
    if (++items > MOST_ITEMS) throw malformed('MSG-12', `more than ${MOST_ITEMS} items`)
    if (level >= deepest && (major === ARRAY || major === MAP || major === TAG)) {
      throw malformed('MSG-12', `nested more than ${deepest} levels deep`)
    }
    visit(major, value, at, level)
  })
}

export function malformed(requirement: string, what: string, cause?: unknown): TransportError {
  return new TransportError('ERR_MESSAGE', `malformed message: ${what}`, {
    status: 400,
    requirement,
    cause,
  })
}

/** The status of a push answer says that it is complete, and its list that it is not, or the reverse. @see PUSH-7 */
export function disagreement(code: number, { missing }: Status<Have>): TransportError {
  const message = `the server answered ${code} with ${missing.length} missing roots`
  return new TransportError('ERR_PROTOCOL', message, { status: code, requirement: 'PUSH-7' })
}
