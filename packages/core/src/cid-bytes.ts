import { CID } from 'multiformats/cid'
import { MirrorError } from './errors.js'

const IDENTITY = 0x00

/** The parts of a binary CID that the engine acts on. */
export interface CidParts {
  readonly codec: number
  readonly hash: number
  readonly digest: Uint8Array
}

/** @throws MirrorError ERR_CID_INVALID when `cid` is not exactly one CID of version 0 or 1. */
export function cidParts(cid: Uint8Array): CidParts {
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
