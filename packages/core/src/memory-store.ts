import type { Block } from './block.js'
import { CidMap } from './cid-set.js'
import type { Store } from './store.js'

/** A store in memory. */
export class MemoryStore implements Store {
  readonly #blocks = new CidMap<Uint8Array>()

  has(cid: Uint8Array): boolean {
    return this.#blocks.has(cid)
  }

  get(cid: Uint8Array): Uint8Array | undefined {
    return this.#blocks.get(cid)
  }

  put(blocks: readonly Block[]): void {
    for (const { cid, bytes } of blocks) this.#blocks.set(cid, bytes.slice())
  }

  size(): number {
    return this.#blocks.size
  }

  /** Reservoir sampling: every CID is as likely as any other. */
  sample(count: number): Uint8Array[] {
    const drawn: Uint8Array[] = []
    let seen = 0
    for (const cid of this.#blocks.keys()) {
      seen++
      const place = drawn.length < count ? drawn.length : Math.floor(Math.random() * seen)
      if (place < count) drawn[place] = cid
    }
    return drawn
  }

  /** The CIDs of all blocks, in the order in which they came. */
  cids(): Iterable<Uint8Array> {
    return this.#blocks.keys()
  }
}
