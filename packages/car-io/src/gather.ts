const FIRST_CAPACITY = 4096
/** So that a block of 256 KiB out of a socket, which gives 64 KiB at a time, is copied once. */
const GROWTH = 4

/**
 * Collects an item that spans chunks. Capacity follows what has arrived (at most four times of it,
 * or 4 KiB) and never passes the item's size, so a length from the wire alone allocates nothing, each
 * byte is moved a bounded number of times, and the finished buffer fits exactly.
 */
export class Gather {
  #buffer = new Uint8Array(0)
  #size = 0

  get size(): number {
    return this.#size
  }

  /** Takes what is still missing for an item of `wanted` bytes; gives the position after it. */
  fill(wanted: number, chunk: Uint8Array, position: number): number {
    const end = Math.min(chunk.length, position + wanted - this.#size)
    const size = this.#size + end - position
    if (size > this.#buffer.length) {
      const grown = new Uint8Array(Math.min(wanted, Math.max(FIRST_CAPACITY, GROWTH * size)))
      grown.set(this.#buffer.subarray(0, this.#size))
      this.#buffer = grown
    }
    this.#buffer.set(chunk.subarray(position, end), this.#size)
    this.#size = size
    return end
  }

  /** Hands the item over and starts anew. */
  take(): Uint8Array {
    const item = this.#buffer
    this.#buffer = new Uint8Array(0)
    this.#size = 0
    return item
  }
}
