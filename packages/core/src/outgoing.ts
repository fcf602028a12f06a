import type { Block } from './block.js'

/** Bytes of a batch: enough to be worth handing on, little enough to be held. */
const BATCH = 256 * 1024

/** Bounds of a round; what is not given has none. */
export interface Bounds {
  readonly bytes?: number | undefined
  readonly blocks?: number | undefined
}

/** The blocks of a round, on their way out in batches of about 256 KiB. @see RND-16 */
export class Outgoing {
  readonly #mostBytes: number
  readonly #mostBlocks: number
  #bytes = 0
  #blocks = 0
  #batch: Block[] = []
  #batchBytes = 0

  constructor({ bytes, blocks }: Bounds = {}) {
    this.#mostBytes = bytes ?? Number.POSITIVE_INFINITY
    this.#mostBlocks = blocks ?? Number.POSITIVE_INFINITY
  }

  /**
   * Takes a block if it fits in the round; the first one always does.
   * @returns whether the round goes on, so that nothing is read in vain
   */
  add(block: Block): boolean {
    this.#blocks++
    this.#bytes += block.bytes.length
    const isOver = this.#bytes > this.#mostBytes || this.#blocks > this.#mostBlocks
    if (this.#blocks > 1 && isOver) return false
    this.#batch.push(block)
    this.#batchBytes += block.bytes.length
    return this.#bytes < this.#mostBytes && this.#blocks < this.#mostBlocks
  }

  get isEmpty(): boolean {
    return this.#batch.length === 0
  }

  /** Whether what has come together is worth handing on. */
  get isBatch(): boolean {
    return this.#batchBytes >= BATCH
  }

  take(): Block[] {
    const batch = this.#batch
    this.#batch = []
    this.#batchBytes = 0
    return batch
  }
}
