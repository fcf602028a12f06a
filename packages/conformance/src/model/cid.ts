import { fromHex, type Hex, toHex } from '@car-mirror/vectors'
import { varint } from 'multiformats'
import { CID } from 'multiformats/cid'

/** A CID as the model passes it around: its binary form as hex, so that equal CIDs are equal. */
export type CidHex = Hex

export interface CidParts {
  readonly codec: number
  readonly hash: number
  readonly digest: Uint8Array
}

export function toCid(cid: CidHex): CID {
  return CID.decode(fromHex(cid))
}

/** Undefined unless the bytes are exactly one CID. */
export function cidParts(cid: CidHex): CidParts | undefined {
  try {
    const { version, code, multihash, bytes } = toCid(cid)
    if (toHex(bytes) !== cid || (version === 0 && bytes.length !== 34)) return undefined
    return { codec: code, hash: multihash.code, digest: multihash.digest }
  } catch {
    return undefined
  }
}

/** How many of the bytes are the CID that they begin with; 0 if they begin with none. */
export function cidLength(bytes: Uint8Array): number {
  if (bytes[0] === 0x12 && bytes[1] === 0x20) return bytes.length < 34 ? 0 : 34
  try {
    let at = 0
    const next = (): number => {
      const [value, size] = varint.decode(bytes, at)
      at += size
      return value
    }
    if (next() !== 1) return 0
    next()
    next()
    const end = next() + at
    return end <= bytes.length ? end : 0
  } catch {
    return 0
  }
}
