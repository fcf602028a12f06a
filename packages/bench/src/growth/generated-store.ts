import type { Block, Store } from '@car-mirror/core'
import type { GeneratedDag } from './generated-dag.js'

/**
 * A store that keeps of each block whether it is there, one bit, and makes its bytes when they are asked
 * for. It takes no block but those of its DAG. All its memory is there from the start, so what a
 * process takes later is the engine's.
 */
export class GeneratedStore implements Store {
  readonly #dag: GeneratedDag
  readonly #there: Uint8Array
  #size = 0

  /** @param full whether all of the DAG is there, or nothing of it */
  constructor(dag: GeneratedDag, full: boolean) {
    this.#dag = dag
    this.#there = new Uint8Array(Math.ceil(dag.size / 8)).fill(full ? 0xff : 0)
    if (full) this.#size = dag.size
  }

  has(cid: Uint8Array): boolean {
    return this.#isThere(this.#dag.find(cid))
  }

  get(cid: Uint8Array): Uint8Array | undefined {
    const number = this.#dag.find(cid)
    return this.#isThere(number) ? this.#dag.bytes(number) : undefined
  }

  /** @throws RangeError for a block of another DAG */
  put(blocks: readonly Block[]): void {
    for (const { cid } of blocks) {
      const number = this.#dag.find(cid)
      if (number === -1) throw new RangeError('not a block of this DAG')
      if (this.#isThere(number)) continue
      this.#there[number >> 3]! |= 1 << (number & 7)
      this.#size++
    }
  }

  /** No `sample`: a receiver tells of what it holds below its roots. */
  size(): number {
    return this.#size
  }

  #isThere(number: number): boolean {
    return number !== -1 && (this.#there[number >> 3]! & (1 << (number & 7))) !== 0
  }
}
