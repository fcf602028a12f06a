import { concat, varint } from './bytes.js'
import * as cbor from './cbor.js'

/** Binary CID and the bytes framed with it. */
export interface Framed {
  readonly cid: Uint8Array
  readonly bytes: Uint8Array
}

/** A CARv1 by hand. */
export function car(
  roots: readonly Uint8Array[],
  ...blocks: readonly Framed[]
): Uint8Array<ArrayBuffer> {
  return carWith(carHeader(roots), ...blocks)
}

/** The DAG-CBOR of a header, without its length. */
export function carHeader(roots: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const links = cbor.array(...roots.map(cbor.link))
  return cbor.map(['roots', links], ['version', cbor.uint(1)])
}

/** A CAR with any header. */
export function carWith(header: Uint8Array, ...blocks: readonly Framed[]): Uint8Array<ArrayBuffer> {
  return concat(varint(header.length), header, ...blocks.map(frame))
}

export function frame({ cid, bytes }: Framed): Uint8Array<ArrayBuffer> {
  return concat(varint(cid.length + bytes.length), cid, bytes)
}
