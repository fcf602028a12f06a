import { cbor } from '@car-mirror/vectors/by-hand'
import type { CID } from 'multiformats/cid'

/** A message of the specification, by hand. */
export function message(field: string, roots: readonly CID[], bk?: number, bb?: Uint8Array) {
  return cbor.message(
    field,
    roots.map((root) => root.bytes),
    bk,
    bb,
  )
}
