/** Bytes of the largest chunk, as a power of two; an address is a chunk's number and a place in it. */
const CHUNK_BITS = 20
const CHUNK = 2 ** CHUNK_BITS
const FIRST_CHUNK = 256
/** One less than fit, so that the address behind the last is one too. */
const MOST_CHUNKS = 2 ** (32 - CHUNK_BITS) - 1

/**
 * Byte strings by dense index, without an object for each: they lie one behind the other in chunks
 * that are never moved. What it costs besides the bytes is 4 to 8 bytes for each.
 */
export class ByteList {
  #size = 0
  readonly #chunks: Uint8Array[] = []
  /** Where each starts, and behind the last one where the next will: there the last one ends. */
  #starts = new Uint32Array(8)

  get size(): number {
    return this.#size
  }

  /**
   * Copies the bytes.
   * @returns the index, or -1 if the list is full, at about 4 GiB
   */
  append(bytes: Uint8Array): number {
    const index = this.#size
    const start = this.#reserve(bytes.length)
    if (start < 0) return -1
    const number = start >>> CHUNK_BITS
    copy(bytes, this.#chunks[number]!, start & (CHUNK - 1))
    if (index + 1 === this.#starts.length) {
      const starts = new Uint32Array(2 * this.#starts.length)
      starts.set(this.#starts)
      this.#starts = starts
    }
    this.#starts[index] = start
    // Not beyond the address space after one that is larger than a chunk.
    this.#starts[index + 1] = Math.min(start + bytes.length, (number + 1) * CHUNK)
    this.#size++
    return index
  }

  /** A view, valid for as long as it is referenced; not to be written to. */
  at(index: number): Uint8Array {
    if (!(index >= 0 && index < this.#size)) throw new RangeError(`nothing has index ${index}`)
    const start = this.#starts[index]!
    const chunk = this.#chunks[start >>> CHUNK_BITS]!
    return chunk.subarray(start & (CHUNK - 1), this.#end(index, start, chunk))
  }

  /** Compares from the end, because CIDs begin alike. */
  equals(index: number, bytes: Uint8Array): boolean {
    const start = this.#starts[index]!
    const chunk = this.#chunks[start >>> CHUNK_BITS]!
    const at = start & (CHUNK - 1)
    if (this.#end(index, start, chunk) - at !== bytes.length) return false
    for (let i = bytes.length - 1; i >= 0; i--) if (chunk[at + i] !== bytes[i]) return false
    return true
  }

  /** Where one ends in its chunk: where the next one starts, unless that is in another chunk. */
  #end(index: number, start: number, chunk: Uint8Array): number {
    const next = this.#starts[index + 1]!
    return next >>> CHUNK_BITS === start >>> CHUNK_BITS ? next & (CHUNK - 1) : chunk.length
  }

  /** @returns the address of so many free bytes, or -1 */
  #reserve(length: number): number {
    const free = this.#starts[this.#size]!
    const number = free >>> CHUNK_BITS
    const open = this.#chunks[number]
    const at = free & (CHUNK - 1)
    if (open && at + length <= open.length) return free
    const opened = this.#chunks.length
    if (opened === MOST_CHUNKS) return -1
    // Cut, for its last one to end where it does.
    if (open) this.#chunks[number] = open.subarray(0, at)
    const usual = Math.min(FIRST_CHUNK * 2 ** opened, CHUNK)
    this.#chunks.push(new Uint8Array(Math.max(length, usual)))
    return opened * CHUNK
  }
}

/** A call of `set` costs more than a few words do. */
function copy(bytes: Uint8Array, to: Uint8Array, at: number): void {
  if (bytes.length > 64) to.set(bytes, at)
  else for (let i = 0; i < bytes.length; i++) to[at + i] = bytes[i]!
}
