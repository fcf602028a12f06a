import { toHex } from '@car-mirror/vectors'
import type { Store } from '../../../src/model/dag.js'

/** A store as our packages want it, before one of the model. */
export function asStore(map: Store) {
  return {
    has: (cid: Uint8Array) => map.has(toHex(cid)),
    get: (cid: Uint8Array) => map.get(toHex(cid)),
    put(blocks: readonly { readonly cid: Uint8Array; readonly bytes: Uint8Array }[]) {
      for (const { cid, bytes } of blocks) map.set(toHex(cid), bytes)
    },
  }
}
