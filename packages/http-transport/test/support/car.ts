import * as byHand from '@car-mirror/vectors/by-hand'
import type { CID } from 'multiformats/cid'
import { type HandBlock, withBytes } from './blocks.js'

/** A CARv1 by hand. */
export function car(
  roots: readonly CID[],
  ...blocks: readonly HandBlock[]
): Uint8Array<ArrayBuffer> {
  return byHand.car(
    roots.map((root) => root.bytes),
    ...blocks.map(withBytes),
  )
}

export function frame(block: HandBlock): Uint8Array<ArrayBuffer> {
  return byHand.frame(withBytes(block))
}
