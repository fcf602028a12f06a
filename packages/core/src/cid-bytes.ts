import { base32 } from 'multiformats/bases/base32'
import { base36 } from 'multiformats/bases/base36'
import { base58btc } from 'multiformats/bases/base58'
import { CID } from 'multiformats/cid'
import { Digest } from 'multiformats/hashes/digest'
import { MirrorError } from './errors.js'

const IDENTITY = 0x00
const SHA2_256 = 0x12
const DAG_PB = 0x70

/**
 * Bytes of the longest CID that is dealt with. Only identity CIDs could be longer, and a block full
 * of them, one inside the other, would cost far more than its size. @see SEC-3
 */
const LONGEST = 1024

/** Those in which the library reads a CID of its own accord. */
const BASES = base32.decoder.or(base36).or(base58btc)

/** The parts of a binary CID that the engine acts on. */
export interface CidParts {
  readonly codec: number
  readonly hash: number
  /** Where the digest starts; it goes to the CID's end. */
  readonly digestAt: number
}

/**
 * @throws MirrorError ERR_CID_INVALID unless `cid` is exactly one CID of version 0 or 1, spelled as
 *   CIDs are, of at most 1,024 bytes
 * @see MSG-13 SEC-3
 */
export function cidParts(cid: Uint8Array): CidParts {
  if (cid.length > LONGEST) {
    throw new MirrorError('ERR_CID_INVALID', `a CID of ${cid.length} bytes is too long`, { cid })
  }
  const parts = cid[0] === SHA2_256 ? partsOfV0(cid) : partsOfV1(cid)
  if (parts) return parts
  throw new MirrorError('ERR_CID_INVALID', 'not a binary CID and nothing else', { cid })
}

/** Version 0 is not spelled out: it is the bare multihash of one hash, whole. */
function partsOfV0(cid: Uint8Array): CidParts | undefined {
  if (cid.length !== 34 || cid[1] !== 32) return undefined
  return { codec: DAG_PB, hash: SHA2_256, digestAt: 2 }
}

function partsOfV1(cid: Uint8Array): CidParts | undefined {
  if (cid[0] !== 1) return undefined
  const codecEnd = varintEnd(cid, 1)
  const hashEnd = varintEnd(cid, codecEnd)
  const digestAt = varintEnd(cid, hashEnd)
  if (varint(cid, hashEnd, digestAt) !== cid.length - digestAt) return undefined
  const codec = varint(cid, 1, codecEnd)
  const hash = varint(cid, codecEnd, hashEnd)
  if (codec > Number.MAX_SAFE_INTEGER || hash > Number.MAX_SAFE_INTEGER) return undefined
  return { codec, hash, digestAt }
}

/** Where the number at `at` ends; beyond the CID if it does not end, or has a zero too many. */
function varintEnd(cid: Uint8Array, at: number): number {
  let end = at
  while (cid[end]! >= 0x80) end++
  const last = cid[end]
  return last === undefined || (last === 0 && end > at) ? cid.length + 1 : end + 1
}

/** As a float: one of 2^53 or more, or of more than 8 bytes, is not exact, but no less than that. */
function varint(cid: Uint8Array, at: number, end: number): number {
  let value = 0
  for (let i = end - 1; i >= at; i--) value = value * 128 + (cid[i]! & 0x7f)
  return value
}

/**
 * The CID that these bytes are, as a view of them, for less than the library's decoder costs: that counts
 * where a message lists tens of thousands.
 * @throws MirrorError ERR_CID_INVALID as `cidParts`
 */
export function toCid(bytes: Uint8Array): CID {
  const { codec, hash, digestAt } = cidParts(bytes)
  const version = bytes[0] === SHA2_256 ? 0 : 1
  const multihash = bytes.subarray(version === 0 ? 0 : varintEnd(bytes, 1))
  const digest = bytes.subarray(digestAt)
  return new CID(version, codec, new Digest(hash, digest.length, digest, multihash), bytes)
}

/** Characters of the longest CID in base32, the widest of the bases that the library reads. */
const LONGEST_TEXT = 1 + Math.ceil((8 * LONGEST) / 5)

/**
 * Whether a text is short and plain enough to be read as a CID. The library takes time that grows with
 * the square of the length, and characters beyond ASCII for digits. @see SEC-1 SEC-3
 */
export function mayBeCid(text: string): boolean {
  return text.length <= LONGEST_TEXT && /^[\x21-\x7e]*$/.test(text)
}

/** The binary form of a CID that the library has read as text. */
export function cidOfText(text: string): Uint8Array {
  if (text[0] === 'Q') return base58btc.baseDecode(text)
  return BASES.decode(text)
}

/** The CID that a text is, in base32, base36 or base58 and with nothing around it. @see MSG-13 SEC-1 SEC-3 */
export function parseCid(text: string): CID | undefined {
  try {
    return mayBeCid(text) ? toCid(cidOfText(text)) : undefined
  } catch {
    return undefined
  }
}

/**
 * The CID that a decoded value is. `CID.asCID` alone takes `{ "/": x, bytes: x }` for one, whatever
 * x is, and that is an ordinary map which anybody may put into a block.
 */
export function asLink(value: unknown): CID | undefined {
  const bytes = (value as { bytes?: unknown } | null | undefined)?.bytes
  return bytes instanceof Uint8Array ? (CID.asCID(value) ?? undefined) : undefined
}

/** An identity CID carries its content; it is never asked for and never sent. @see MOD-4 */
export function isIdentity(parts: CidParts): boolean {
  return parts.hash === IDENTITY
}

/** Base form of a binary CID, for messages to people. */
export function cidText(cid: Uint8Array): string {
  try {
    return CID.decode(cid).toString()
  } catch {
    return `invalid CID of ${cid.length} bytes`
  }
}
