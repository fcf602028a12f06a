import * as byHand from '@car-mirror/vectors/by-hand'
import { CID } from 'multiformats/cid'

/** A block by hand whose CID is an object, as the API takes it. */
export interface HandBlock {
  readonly cid: CID
  readonly bytes: Uint8Array
}

export function cidOf(codec: number, hash: number, digest: Uint8Array): CID {
  return CID.decode(byHand.cidOf(codec, hash, digest))
}

export function block(codec: number, bytes: Uint8Array): HandBlock {
  return withObject(byHand.block(codec, bytes))
}

export function raw(content: string | Uint8Array): HandBlock {
  return withObject(byHand.raw(content))
}

/** A dag-cbor list of links, and a name that tells it from others. */
export function node(name: string, ...links: readonly HandBlock[]): HandBlock {
  return withObject(byHand.node(name, ...links.map(withBytes)))
}

export function withBytes({ cid, bytes }: HandBlock): byHand.Framed {
  return { cid: cid.bytes, bytes }
}

function withObject({ cid, bytes }: byHand.Framed): HandBlock {
  return { cid: CID.decode(cid), bytes }
}
