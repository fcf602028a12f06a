import type { Block, MemoryStore, Store } from '@car-mirror/core'
import type { Fault } from '../../suite/port.js'

/** A store that breaks: from the n-th get or put on, counted from 1, each of them fails. */
export class FaultyStore implements Store {
  readonly #inner: MemoryStore
  #getsLeft: number
  #putsLeft: number

  constructor(inner: MemoryStore, { get = Infinity, put = Infinity }: Fault = {}) {
    this.#inner = inner
    this.#getsLeft = get - 1
    this.#putsLeft = put - 1
  }

  has(cid: Uint8Array): boolean {
    return this.#inner.has(cid)
  }

  get(cid: Uint8Array): Uint8Array | undefined {
    if (this.#getsLeft-- <= 0) throw new Error('the store cannot be read')
    return this.#inner.get(cid)
  }

  /** Each block counts, and those before the first that fails are stored. */
  put(blocks: readonly Block[]): void {
    for (const block of blocks) {
      if (this.#putsLeft-- <= 0) throw new Error('the store cannot be written')
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
