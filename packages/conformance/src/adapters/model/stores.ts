import { createHash } from 'node:crypto'
import { fromHex, type Hex } from '@car-mirror/vectors'
import type { Store } from '../../model/dag.js'
import type { Fault, PortBlock, Stored } from '../../suite/port.js'

export function storeOf(blocks: readonly PortBlock[]): Store {
  return new Map(blocksOf(blocks).map(({ cid, bytes }) => [cid, bytes]))
}

export function blocksOf(blocks: readonly PortBlock[]) {
  return blocks.map(({ cid, bytes }) => ({ cid, bytes: fromHex(bytes) }))
}

export function storedIn(store: Store): Stored[] {
  // A store that cannot be read by its owner can be looked at from outside.
  const entries = Map.prototype.entries.call(store) as Iterable<[Hex, Uint8Array]>
  return Array.from(entries, ([cid, bytes]) => {
    return { cid, sha256: createHash('sha256').update(bytes).digest('hex') }
  })
}

/** A store that breaks: from the n-th get or put on, counted from 1, each of them fails. */
export class FaultyStore extends Map<Hex, Uint8Array> {
  #getsLeft = Number.POSITIVE_INFINITY
  #putsLeft = Number.POSITIVE_INFINITY

  static of(blocks: readonly PortBlock[], { get, put }: Fault = {}): FaultyStore {
    const store = new FaultyStore(storeOf(blocks))
    if (get !== undefined) store.#getsLeft = get - 1
    if (put !== undefined) store.#putsLeft = put - 1
    return store
  }

  override get(cid: Hex): Uint8Array | undefined {
    if (this.#getsLeft-- <= 0) throw new Error('the store cannot be read')
    return super.get(cid)
  }

  override set(cid: Hex, bytes: Uint8Array): this {
    // The constructor of a map calls it too, before there are any fields.
    if (#putsLeft in this && this.#putsLeft-- <= 0) throw new Error('the store cannot be written')
    return super.set(cid, bytes)
  }
}
