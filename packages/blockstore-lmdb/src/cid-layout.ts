/** The longest CID that can be stored, in bytes: LMDB's key limit at a page size of 4 KiB. */
export const MAX_CID_BYTES = 1978

const IDENTITY = 0x00
const SHA2_256 = 0x12
const MAX_VARINT_BYTES = 9

/** Where the parts of a binary CID are. */
export interface CidLayout {
  /** The digest is part of the CID: there is nothing to store. */
  identity: boolean
  /** Offset of the digest, which reaches to the end; before it, all CIDs of one kind are equal. */
  digestAt: number
}

/**
 * Finds the digest in a binary CID (version 0 or 1), or returns undefined for anything else:
 * trailing or missing bytes, another version, a varint that is not minimal or beyond 2^53.
 *
 * Stricter than a decoder, for a reason: two spellings of one CID would be two keys.
 */
export function layoutOf(cid: Uint8Array): CidLayout | undefined {
  if (cid[0] === SHA2_256 && cid[1] === 32 && cid.length === 34) {
    return { identity: false, digestAt: 2 }
  }
  if (cid[0] !== 1) return undefined
  const codec = readVarint(cid, 1)
  if (codec === undefined) return undefined
  const hash = readVarint(cid, codec.end)
  if (hash === undefined) return undefined
  const size = readVarint(cid, hash.end)
  if (size === undefined || size.end + size.value !== cid.length) return undefined
  return { identity: hash.value === IDENTITY, digestAt: size.end }
}

function readVarint(bytes: Uint8Array, start: number): { value: number; end: number } | undefined {
  let value = 0
  let unit = 1
  for (let at = start; at < start + MAX_VARINT_BYTES && at < bytes.length; at++) {
    const byte = bytes[at]!
    value += (byte & 0x7f) * unit
    if (byte < 0x80) {
      const minimal = byte !== 0 || at === start
      return minimal && value <= Number.MAX_SAFE_INTEGER ? { value, end: at + 1 } : undefined
    }
    unit *= 0x80
  }
  return undefined
}
