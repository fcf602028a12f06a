import { createHash } from 'node:crypto'
import { fromHex, type Hex, toHex } from '@car-mirror/vectors'
import type { Fault, PortBlock, Stored } from '../../../src/suite/port.js'

/** A map of blocks whose calls fail from the n-th on, as a fault says. */
export class FaultyMap extends Map<Hex, Uint8Array> {
  #gets = 0
  #puts = 0
  #fault: Fault = {}

  static of(blocks: readonly PortBlock[], fault: Fault = {}): FaultyMap {
    const map = new FaultyMap(blocks.map(({ cid, bytes }) => [cid, fromHex(bytes)]))
    map.#fault = fault
    map.#puts = 0
    return map
  }

  override get(cid: Hex): Uint8Array | undefined {
    if (++this.#gets >= (this.#fault.get ?? Number.POSITIVE_INFINITY)) throw new Error('get fails')
    return super.get(cid)
  }

  override set(cid: Hex, bytes: Uint8Array): this {
    // The constructor of Map fills it before there are any fields.
    if (#fault in this && ++this.#puts >= (this.#fault.put ?? Number.POSITIVE_INFINITY)) {
      throw new Error('put fails')
    }
    return super.set(cid, bytes)
  }

  /** Read past the fault. */
  stored(): Stored[] {
    return Array.from(this.keys(), (cid) => {
      const sha256 = createHash('sha256').update(super.get(cid)!).digest('hex')
      return { cid, sha256 }
    })
  }
}

/** A store as our packages want it, before a map. */
export function asStore(map: FaultyMap) {
  return {
    has: (cid: Uint8Array) => map.has(toHex(cid)),
    get: (cid: Uint8Array) => map.get(toHex(cid)),
    put(blocks: readonly { readonly cid: Uint8Array; readonly bytes: Uint8Array }[]) {
      for (const { cid, bytes } of blocks) map.set(toHex(cid), bytes)
    },
  }
}
