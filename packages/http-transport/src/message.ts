import { BloomFilter } from '@car-mirror/bloom'
import { asLink, CidSet, cborShape, type Status } from '@car-mirror/core'
import * as dagCbor from '@ipld/dag-cbor'
import type { CID } from 'multiformats/cid'
import { TransportError } from './errors.js'

/** The field that lists the missing subgraph roots. @see H-6 H-20 X8 */
export type RootsField = 'rs' | 'dr' | 'sr'

/** Roots in one message: twice of what a receiver of ours lists at once. */
const MOST_LINKS = 131_072
/** The map, its list and a link are three; what other keys hold is nothing to us. */
const DEEPEST = 16

/** A Status as the DAG-CBOR map `{ bb, bk, rs | dr }`. @see H-5 H-19 */
export function encodeMessage(
  field: RootsField,
  { missing, have }: Status,
): Uint8Array<ArrayBuffer> {
  const message = { bb: have.bytes, bk: have.hashes, [field]: missing }
  return dagCbor.encode(message) as Uint8Array<ArrayBuffer>
}

/**
 * Strict about the encoding (canonical integers, definite lengths, links as tag 42), lenient about
 * key order and keys that it does not know. Repeated roots count once. @see M20
 * @param fields names under which the roots may come, the preferred one first
 * @throws TransportError ERR_MESSAGE; BloomError ERR_FILTER_HASHES, ERR_FILTER_SIZE. @see M7
 */
export function decodeMessage(fields: readonly RootsField[], bytes: Uint8Array): Status {
  const { bb, bk, ...rest } = decodeMap(bytes)
  const field = fields.find((name) => name in rest)
  const roots = field && rest[field]
  if (!Array.isArray(roots)) throw malformed(`no list \`${fields[0]}\``)
  if (!(bb instanceof Uint8Array)) throw malformed('no byte string `bb`')
  if (!Number.isInteger(bk) && typeof bk !== 'bigint') throw malformed('no integer `bk`')
  const missing: CID[] = []
  const seen = new CidSet()
  for (const root of roots) {
    const cid = asLink(root)
    if (!cid) throw malformed(`an entry of \`${field}\` is not a link`)
    if (seen.add(cid.bytes)) missing.push(cid)
  }
  return { missing, have: BloomFilter.fromBytes(bb, Number(bk)) }
}

function decodeMap(bytes: Uint8Array): Record<string, unknown> {
  const { depth, links } = cborShape(bytes)
  if (links > MOST_LINKS) throw malformed(`more than ${MOST_LINKS} links`)
  if (depth > DEEPEST) throw malformed(`nested more than ${DEEPEST} levels deep`)
  let value: unknown
  try {
    value = dagCbor.decode(bytes)
  } catch (cause) {
    throw malformed('not valid DAG-CBOR', cause)
  }
  if (typeof value !== 'object' || value === null || asLink(value)) throw malformed('not a map')
  return value as Record<string, unknown>
}

function malformed(what: string, cause?: unknown): TransportError {
  return new TransportError('ERR_MESSAGE', `malformed message: ${what}`, {
    status: 400,
    requirement: 'H-5',
    cause,
  })
}
