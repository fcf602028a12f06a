import { BloomFilter } from '@car-mirror/bloom'
import { parseCid, type Status } from '@car-mirror/core'
import { cborMap } from './cbor-map.js'
import {
  DEEPEST,
  decodeMessage,
  MOST_LINKS,
  malformed,
  type RootsField,
  skimWithin,
} from './message.js'

/** Hashes of the filter that has nothing, as the port writes it. */
const EMPTY_HASHES = 3
/** Major type of texts in CBOR. */
const TEXT = 3

/** A Status as the port writes it: CIDs as text, and the keys in the order of its source. */
export function encodeRsMessage(
  field: RootsField,
  { missing, have }: Status,
): Uint8Array<ArrayBuffer> {
  return cborMap(
    [field, missing.map(String)],
    ['bk', have.isEmpty ? EMPTY_HASHES : have.hashes],
    ['bb', have.bytes],
  )
}

/**
 * The port indexes filters otherwise whose size is no power of two, and never writes one: such a
 * filter tells nothing.
 * @throws TransportError ERR_MESSAGE; BloomError ERR_FILTER_HASHES, ERR_FILTER_SIZE
 * @see MSG-12 SEC-1
 */
export function decodeRsMessage(field: RootsField, bytes: Uint8Array): Status {
  let texts = 0
  skimWithin(bytes, DEEPEST, (major) => {
    // Keys are texts too.
    if (major === TEXT && ++texts > MOST_LINKS + 16) {
      throw malformed('MSG-12', `more than ${MOST_LINKS} roots`)
    }
  })
  const { missing, have } = decodeMessage([field], bytes, asText)
  const known = Number.isInteger(Math.log2(have.bits))
  return { missing, have: known ? have : BloomFilter.empty() }
}

/** @see MSG-13 */
function asText(root: unknown) {
  return typeof root === 'string' ? parseCid(root) : undefined
}
