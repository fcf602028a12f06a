import { concat, varint } from './bytes.js'
import * as cbor from './cbor.js'

interface Framed {
  readonly cid: { readonly bytes: Uint8Array }
  readonly bytes: Uint8Array
}

/** A CARv1 by hand. */
export function car(
  roots: readonly { readonly bytes: Uint8Array }[],
  ...blocks: readonly Framed[]
): Uint8Array<ArrayBuffer> {
  const links = cbor.array(...roots.map((root) => cbor.link(root.bytes)))
  return carWith(cbor.map(['roots', links], ['version', cbor.uint(1)]), ...blocks)
}

/** A CAR with any header. */
export function carWith(header: Uint8Array, ...blocks: readonly Framed[]): Uint8Array<ArrayBuffer> {
  return concat(varint(header.length), header, ...blocks.map(frame))
}

export function frame({ cid, bytes }: Framed): Uint8Array<ArrayBuffer> {
  return concat(varint(cid.bytes.length + bytes.length), cid.bytes, bytes)
}
