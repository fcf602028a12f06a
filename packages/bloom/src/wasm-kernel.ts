import { javascript } from './javascript-kernel.js'
import type { Kernel } from './kernel.js'
import { BATCH, fits, WasmBatch } from './wasm-batch.js'

/** How many bits a membership test looks at before it draws the other indices: all that SIMD draws at once. */
const PROBE = 4

/**
 * To move a table over and back costs about as much as it saves for one element per 256 bytes; the
 * constant spares single elements the two calls.
 */
const BYTES_PER_ELEMENT = 256
const ELEMENTS_AT_LEAST = 16

/** WebAssembly, through one instance that all filters share: address space is short for many. */
class WasmKernel implements Kernel {
  readonly name: 'simd' | 'scalar'
  readonly #batch: WasmBatch
  /** The table whose bits are in WebAssembly's memory for now; what it shows itself is old. */
  #held: Uint8Array | undefined
  #busy = false

  constructor(name: 'simd' | 'scalar', module: WebAssembly.Module) {
    this.name = name
    this.#batch = new WasmBatch(module)
  }

  insertMany(table: Uint8Array, hashes: number, elements: Iterable<Uint8Array>): void {
    if (this.#giveWay()) {
      javascript.insertMany(table, hashes, elements)
      return
    }
    const batch = this.#batch
    let flushed = 0
    this.#busy = true
    try {
      for (const element of elements) {
        if (!fits(element)) {
          batch.drawAlone(element, 8 * table.length, hashes)
          this.#setBits(table, hashes)
          continue
        }
        batch.push(element)
        if (batch.count < BATCH) continue
        flushed += BATCH
        this.#flush(table, hashes, flushed)
      }
    } finally {
      this.#flush(table, hashes, flushed + batch.count)
      this.#release()
      this.#busy = false
    }
  }

  contains(table: Uint8Array, hashes: number, element: Uint8Array): boolean {
    if (this.#giveWay() || !fits(element)) return javascript.contains(table, hashes, element)
    const batch = this.#batch
    const bits = 8 * table.length
    const probes = Math.min(PROBE, hashes)
    batch.push(element)
    batch.draw(bits, 0, probes)
    let has = allSet(table, batch.words, batch.indices, probes)
    if (has && probes < hashes) {
      batch.draw(bits, probes, hashes)
      has = allSet(table, batch.words, batch.indices, hashes - probes)
    }
    return has
  }

  containsEach(
    table: Uint8Array,
    hashes: number,
    elements: readonly Uint8Array[],
  ): Uint8Array<ArrayBuffer> {
    if (this.#giveWay()) return javascript.containsEach(table, hashes, elements)
    const result = new Uint8Array(elements.length)
    const asked = new Uint32Array(BATCH)
    const batch = this.#batch
    for (const [i, element] of elements.entries()) {
      if (!fits(element)) {
        result[i] = javascript.contains(table, hashes, element) ? 1 : 0
        continue
      }
      asked[batch.count] = i
      batch.push(element)
      if (batch.count === BATCH) this.#ask(table, hashes, asked, result)
    }
    this.#ask(table, hashes, asked, result)
    return result
  }

  /**
   * Whether an iterable that is being added from asks for something itself: the batch is not free
   * then. The table held goes home first, so that both see and set the same bits. Otherwise the batch
   * is made empty, of what an error may have left there too.
   */
  #giveWay(): boolean {
    if (this.#busy) this.#release()
    else this.#batch.clear()
    return this.#busy
  }

  #flush(table: Uint8Array, hashes: number, total: number): void {
    const { count } = this.#batch
    if (count === 0) return
    if (total >= ELEMENTS_AT_LEAST + table.length / BYTES_PER_ELEMENT) this.#hold(table)
    this.#batch.draw(8 * table.length, 0, hashes)
    this.#setBits(table, count * hashes)
    this.#batch.clear()
  }

  /** Sets the bits of the first `count` indices of the batch. */
  #setBits(table: Uint8Array, count: number): void {
    if (this.#held === undefined) setBits(table, this.#batch.words, this.#batch.indices, count)
    else this.#batch.insert(count)
  }

  #hold(table: Uint8Array): void {
    if (this.#held !== undefined || table.length > this.#batch.table.length) return
    this.#batch.table.set(table)
    this.#held = table
  }

  #release(): void {
    const table = this.#held
    this.#held = undefined
    table?.set(this.#batch.table.subarray(0, table.length))
  }

  /** Answers for the batch, whose elements are those numbered `asked`, and clears it. */
  #ask(table: Uint8Array, hashes: number, asked: Uint32Array, result: Uint8Array): void {
    const batch = this.#batch
    const bits = 8 * table.length
    const probes = Math.min(PROBE, hashes)
    batch.draw(bits, 0, probes)
    let left = 0
    for (let i = 0; i < batch.count; i++) {
      if (!allSet(table, batch.words, batch.indices + probes * i, probes)) continue
      batch.move(i, left)
      asked[left++] = asked[i]!
    }
    batch.count = left
    const others = hashes - probes
    if (others > 0) batch.draw(bits, probes, hashes)
    for (let i = 0; i < left; i++)
      if (allSet(table, batch.words, batch.indices + others * i, others)) result[asked[i]!] = 1
    batch.clear()
  }
}

export function wasmKernel(name: 'simd' | 'scalar', module: WebAssembly.Module): Kernel {
  return new WasmKernel(name, module)
}

/** Four at a time: half the time of one at a time. @see BF-12 BF-14 */
function setBits(table: Uint8Array, indices: Int32Array, from: number, count: number): void {
  const end = from + count
  let at = from
  for (; at + 4 <= end; at += 4) {
    const a = indices[at]!
    const b = indices[at + 1]!
    const c = indices[at + 2]!
    const d = indices[at + 3]!
    table[a >>> 3]! |= 1 << (a & 7)
    table[b >>> 3]! |= 1 << (b & 7)
    table[c >>> 3]! |= 1 << (c & 7)
    table[d >>> 3]! |= 1 << (d & 7)
  }
  for (; at < end; at++) {
    const index = indices[at]!
    table[index >>> 3]! |= 1 << (index & 7)
  }
}

/** @see BF-12 BF-14 */
function allSet(table: Uint8Array, indices: Int32Array, from: number, count: number): boolean {
  for (let at = from; at < from + count; at++) {
    const index = indices[at]!
    if ((table[index >>> 3]! & (1 << (index & 7))) === 0) return false
  }
  return true
}
