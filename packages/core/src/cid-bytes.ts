import { CID } from 'multiformats/cid'
import { MirrorError } from './errors.js'

const IDENTITY = 0x00

/**
 * Bytes of the longest CID that is dealt with. Only identity CIDs could be longer, and a block full
 * of them, one inside the other, would cost far more than its size.
 */
const LONGEST = 1024

/** The parts of a binary CID that the engine acts on. */
export interface CidParts {
  readonly codec: number
  readonly hash: number
  readonly digest: Uint8Array
}

/**
 * @throws MirrorError ERR_CID_INVALID unless `cid` is exactly one CID of version 0 or 1, of at most
 *   1,024 bytes
 */
export function cidParts(cid: Uint8Array): CidParts {
  if (cid.length > LONGEST) {
    throw new MirrorError('ERR_CID_INVALID', `a CID of ${cid.length} bytes is too long`, { cid })
  }
  try {
    const found = CID.inspectBytes(cid)
    if (found.size === cid.length) {
      const digest = cid.subarray(cid.length - found.digestSize)
      return { codec: found.codec, hash: found.multihashCode, digest }
    }
  } catch (cause) {
    throw new MirrorError('ERR_CID_INVALID', 'not a binary CID', { cid, cause })
  }
  throw new MirrorError('ERR_CID_INVALID', 'bytes after the end of a CID', { cid })
}

/**
 * The CID that a decoded value is. `CID.asCID` alone takes `{ "/": x, bytes: x }` for one, whatever
 * x is, and that is an ordinary map which anybody may put into a block.
 */
export function asLink(value: unknown): CID | undefined {
  const bytes = (value as { bytes?: unknown } | null | undefined)?.bytes
  return bytes instanceof Uint8Array ? (CID.asCID(value) ?? undefined) : undefined
}

/** An identity CID carries its content; it is never asked for and never sent. */
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
