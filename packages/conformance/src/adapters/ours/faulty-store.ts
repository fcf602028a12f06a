import type { Block, MemoryStore, Store } from '@car-mirror/core'
import type { Fault } from '../../suite/port.js'
import { FaultCounter } from '../fault-counter.js'

/** A store that breaks. */
export class FaultyStore implements Store {
  readonly #inner: MemoryStore
  readonly #calls: FaultCounter

  constructor(inner: MemoryStore, fault: Fault | undefined) {
    this.#inner = inner
    this.#calls = new FaultCounter(fault)
  }

  has(cid: Uint8Array): boolean {
    return this.#inner.has(cid)
  }

  get(cid: Uint8Array): Uint8Array | undefined {
    this.#calls.get()
    return this.#inner.get(cid)
  }

  /** Each block counts, and those before the first that fails are stored. */
  put(blocks: readonly Block[]): void {
    for (const block of blocks) {
      this.#calls.put()
      this.#inner.put([block])
    }
  }

  size(): number {
    return this.#inner.size()
  }

  sample(count: number): Uint8Array[] {
    return this.#inner.sample(count)
  }
}
