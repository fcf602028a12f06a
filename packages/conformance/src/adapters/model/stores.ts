import { createHash } from 'node:crypto'
import { fromHex, type Hex } from '@car-mirror/vectors'
import type { Store } from '../../model/dag.js'
import type { Fault, PortBlock, Stored } from '../../suite/port.js'
import { FaultCounter } from '../fault-counter.js'

export function storeOf(blocks: readonly PortBlock[]): Store {
  return new Map(blocksOf(blocks).map(({ cid, bytes }) => [cid, bytes]))
}

export function blocksOf(blocks: readonly PortBlock[]) {
  return blocks.map(({ cid, bytes }) => ({ cid, bytes: fromHex(bytes) }))
}

/** A store that breaks. */
export class FaultyStore extends Map<Hex, Uint8Array> {
  #calls = new FaultCounter()

  static of(blocks: readonly PortBlock[], fault?: Fault): FaultyStore {
    const store = new FaultyStore(storeOf(blocks))
    store.#calls = new FaultCounter(fault)
    return store
  }

  override get(cid: Hex): Uint8Array | undefined {
    this.#calls.get()
    return super.get(cid)
  }

  override set(cid: Hex, bytes: Uint8Array): this {
    // The constructor of a map calls it too, before there are any fields.
    if (#calls in this) this.#calls.put()
    return super.set(cid, bytes)
  }

  /** What its owner cannot read can be looked at from outside. */
  stored(): Stored[] {
    return Array.from(this, ([cid, bytes]) => {
      return { cid, sha256: createHash('sha256').update(bytes).digest('hex') }
    })
  }
}
