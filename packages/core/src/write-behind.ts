import type { Block } from './block.js'
import type { Store } from './store.js'
import { costOf } from './waiting-blocks.js'

/** Bytes that come together at most while the batch before is being written. */
const BATCH = 4 * 1024 * 1024

/**
 * Blocks on their way into a store. While one batch is being written the next one comes together, so
 * that reading and verifying go on; there are never more than these two. A store that is quick gets
 * little at a time, and one that is slow gets much.
 */
export class WriteBehind {
  readonly #store: Store
  #queue: Block[] = []
  #queued = 0
  #writing: readonly Block[] = []
  #written: Promise<void> | undefined
  #isBusy = false
  #lost: Block[] = []

  constructor(store: Store) {
    this.#store = store
  }

  add(block: Block): void {
    this.#queue.push(block)
    this.#queued += costOf(block)
  }

  /** Whether the store has time for what is queued, or so much is that it has to be waited for. */
  get isDue(): boolean {
    return this.#queue.length > 0 && (!this.#isBusy || this.#queued >= BATCH)
  }

  /** Begins to write what is queued. Resolves when what was being written before is there. */
  async start(): Promise<void> {
    await this.#settle()
    if (this.#queue.length === 0) return
    this.#writing = this.#queue
    this.#queue = []
    this.#queued = 0
    this.#written = this.#put(this.#writing)
    // A failure is thrown where the end is awaited.
    this.#written.catch(() => {})
  }

  /** Resolves when everything is there. */
  async end(): Promise<void> {
    await this.start()
    await this.#settle()
  }

  /** Hands over the blocks of which a failure has left open whether they are there. */
  takeLost(): readonly Block[] {
    const lost = this.#lost
    this.#lost = []
    return lost
  }

  async #put(blocks: readonly Block[]): Promise<void> {
    this.#isBusy = true
    try {
      await this.#store.put(blocks)
    } finally {
      this.#isBusy = false
    }
  }

  async #settle(): Promise<void> {
    try {
      await this.#written
    } catch (error) {
      this.#lost = this.#lost.concat(this.#writing, this.#queue)
      this.#queue = []
      this.#queued = 0
      throw error
    } finally {
      this.#written = undefined
      this.#writing = []
    }
  }
}
