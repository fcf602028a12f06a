import * as dagCbor from '@ipld/dag-cbor'
import { CID } from 'multiformats/cid'
import { isCid } from './cid.js'
import { CarError } from './error.js'

/** The DAG-CBOR of a CARv1 header, canonical: `roots` before `version`. @see CAR-2 */
export function encodeHeader(roots: readonly CID[]): Uint8Array {
  return dagCbor.encode({ roots, version: 1 })
}

/**
 * The roots of a CARv1 header; either key order, everything else strict.
 *
 * @see CAR-3 CAR-4 CAR-16 CAR-17
 */
export function decodeHeader(bytes: Uint8Array): readonly CID[] {
  const { roots, version } = decodeMap(bytes)
  if (Number.isInteger(version) && version !== 1) {
    throw new CarError('ERR_CAR_VERSION', `CAR version is ${version}, not 1`, 0)
  }
  if (version !== 1) throw invalid('version is not an integer')
  if (!Array.isArray(roots)) throw invalid('roots is not an array')
  for (const root of roots) {
    if (!isLink(root) || !isCid(root.bytes)) throw invalid('a root is not a CID')
  }
  // The decoder forgives a float 1.0 as version, and makes CIDv0 of a root that spells version 0
  // out. These, and any further key, are longer than what we would write; another order of the two
  // keys, which is allowed, is not.
  if (encodeHeader(roots).length !== bytes.length) {
    throw invalid('there is more than roots and version, canonically encoded')
  }
  return roots
}

function decodeMap(bytes: Uint8Array): Record<string, unknown> {
  let value: unknown
  try {
    // A copy, so that the decoder never meets a shared buffer.
    value = dagCbor.decode(bytes.slice())
  } catch {
    // The decoder's errors have no code, and deep nesting overflows its stack.
    throw invalid('it is not DAG-CBOR')
  }
  if (typeof value !== 'object' || value === null || isLink(value)) {
    throw invalid('it is not a map')
  }
  return value as Record<string, unknown>
}

/** `CID.asCID` alone takes `{ "/": x, bytes: x }` for a link, whatever x is, and throws if it is no bytes. */
function isLink(value: unknown): value is CID {
  const bytes = (value as { bytes?: unknown } | null)?.bytes
  return bytes instanceof Uint8Array && CID.asCID(value) !== null
}

function invalid(reason: string): CarError {
  return new CarError('ERR_CAR_HEADER', `not a CAR header: ${reason}`, 0)
}
