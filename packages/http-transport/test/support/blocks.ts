import { createHash } from 'node:crypto'
import { CID } from 'multiformats/cid'
import { concat, varint } from './bytes.js'
import * as cbor from './cbor.js'

/** A block by hand: digest from node:crypto, CID and CBOR put together byte by byte. */
export interface HandBlock {
  readonly cid: CID
  readonly bytes: Uint8Array<ArrayBuffer>
}

export const RAW = 0x55
export const DAG_PB = 0x70
export const DAG_CBOR = 0x71
export const SHA2_256 = 0x12

export function cidOf(codec: number, hash: number, digest: Uint8Array): CID {
  return CID.decode(
    concat(Uint8Array.of(1), varint(codec), varint(hash), varint(digest.length), digest),
  )
}

export function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest()
}

export function block(codec: number, bytes: Uint8Array<ArrayBuffer>): HandBlock {
  return { cid: cidOf(codec, SHA2_256, sha256(bytes)), bytes }
}

export function raw(content: string | Uint8Array<ArrayBuffer>): HandBlock {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  return block(RAW, bytes)
}

/** A dag-cbor list of links, and a name that tells it from others. */
export function node(name: string, ...links: readonly HandBlock[]): HandBlock {
  const list = cbor.array(...links.map(({ cid }) => cbor.link(cid.bytes)))
  return block(DAG_CBOR, cbor.array(list, cbor.text(name)))
}
