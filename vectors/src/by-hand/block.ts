import { createHash } from 'node:crypto'
import { concat, varint } from './bytes.js'
import type { Framed } from './car.js'
import * as cbor from './cbor.js'

export const RAW = 0x55
export const DAG_PB = 0x70
export const DAG_CBOR = 0x71
export const DAG_JSON = 0x0129
export const IDENTITY = 0x00
export const SHA2_256 = 0x12
export const SHA2_512 = 0x13

/** A binary CIDv1. */
export function cidOf(codec: number, hash: number, digest: Uint8Array): Uint8Array<ArrayBuffer> {
  return concat(Uint8Array.of(1), varint(codec), varint(hash), varint(digest.length), digest)
}

export function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest()
}

/** A block by hand: digest from node:crypto, CID put together byte by byte. */
export function block(codec: number, bytes: Uint8Array): Framed {
  return { cid: cidOf(codec, SHA2_256, sha256(bytes)), bytes }
}

/** A raw leaf. */
export function raw(content: string | Uint8Array): Framed {
  return block(RAW, typeof content === 'string' ? new TextEncoder().encode(content) : content)
}

/** A dag-cbor list of a list of links, and a name that tells it from others. */
export function node(name: string, ...links: readonly { readonly cid: Uint8Array }[]): Framed {
  const list = cbor.array(...links.map(({ cid }) => cbor.link(cid)))
  return block(DAG_CBOR, cbor.array(list, cbor.text(name)))
}
