import { base32 } from 'multiformats/bases/base32'
import { base36 } from 'multiformats/bases/base36'
import { base58btc } from 'multiformats/bases/base58'
import { CID } from 'multiformats/cid'
import { MirrorError } from './errors.js'

const IDENTITY = 0x00
const SHA2_256 = 0x12

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
  readonly digest: Uint8Array
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
  try {
    const found = CID.inspectBytes(cid)
    if (found.size === cid.length && isExact(cid, found)) {
      const digest = cid.subarray(cid.length - found.digestSize)
      return { codec: found.codec, hash: found.multihashCode, digest }
    }
  } catch (cause) {
    throw new MirrorError('ERR_CID_INVALID', 'not a binary CID', { cid, cause })
  }
  throw new MirrorError('ERR_CID_INVALID', 'not a binary CID and nothing else', { cid })
}

/**
 * The library takes a version 0 that is spelled out, or of any hash, and rounds numbers from 2^53 on:
 * it would go on with the bytes of another CID.
 */
function isExact(cid: Uint8Array, found: ReturnType<typeof CID.inspectBytes>): boolean {
  if (found.version === 0) return cid.length === 34 && cid[0] === SHA2_256 && cid[1] === 32
  return found.codec <= Number.MAX_SAFE_INTEGER && found.multihashCode <= Number.MAX_SAFE_INTEGER
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
