import { type Hex, toElements, toHex } from '@car-mirror/vectors'
import * as byHand from '@car-mirror/vectors/by-hand'

const { DAG_CBOR, DAG_JSON, DAG_PB, IDENTITY, RAW, SHA2_256, SHA2_512 } = byHand

const digest = byHand.sha256(new TextEncoder().encode('hello'))

/** The CID of the raw block "hello": the element of the golden indices. */
export const HELLO: Hex = toHex(byHand.raw('hello').cid)

/** Row of digest bytes; no hash function needs to agree with it. */
function filler(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (7 * i + 1) % 256)
}

/** An identity CID around so many bytes. */
export function identity(length: number): Hex {
  return toHex(byHand.cidOf(RAW, IDENTITY, filler(length)))
}

/** A CID of "hello" or of filler in each form that peers meet. */
export const kinds: Readonly<Record<string, Hex>> = {
  v0: toHex(byHand.concat(Uint8Array.of(SHA2_256, 32), digest)),
  'dag-pb': toHex(byHand.cidOf(DAG_PB, SHA2_256, digest)),
  'dag-cbor': toHex(byHand.cidOf(DAG_CBOR, SHA2_256, digest)),
  'dag-json': toHex(byHand.cidOf(DAG_JSON, SHA2_256, digest)),
  'sha2-512': toHex(byHand.cidOf(RAW, SHA2_512, filler(64))),
  blake3: toHex(byHand.cidOf(RAW, 0x1e, filler(32))),
  'blake2b-256': toHex(byHand.cidOf(RAW, 0xb220, filler(32))),
  sha1: toHex(byHand.cidOf(0x78, 0x11, filler(20))),
  'private-codec': toHex(byHand.cidOf(0x300001, SHA2_256, digest)),
  'digest-of-four-bytes': toHex(byHand.cidOf(RAW, SHA2_256, filler(4))),
}

/** The CID of a kind by its name. */
export function kind(name: string): Hex {
  return kinds[name]!
}

/** The CIDv1 (raw, sha2-256) of a number in decimal: member `i` of a row of CIDs. */
export function numbered(i: number): Hex {
  return toHex(toElements({ cids: { first: i, count: 1 } })[0]!)
}

/** Four bytes: the shortest CID there is. */
export const SHORTEST: Hex = toHex(byHand.cidOf(RAW, IDENTITY, new Uint8Array(0)))
