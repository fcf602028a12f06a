import { selected, select as selectSlowly, start } from './indices.js'
import { secret } from './xxh3-constants.js'

/** What the compiled `wasm/kernel.ts` exports. The numbers are addresses and sizes in bytes. */
interface Exports {
  readonly memory: WebAssembly.Memory
  readonly LANES: WebAssembly.Global
  readonly LANE: WebAssembly.Global
  readonly SLOTS: WebAssembly.Global
  readonly SLOT: WebAssembly.Global
  readonly INPUT: WebAssembly.Global
  readonly INDICES: WebAssembly.Global
  readonly TABLE: WebAssembly.Global
  readonly SEED_LIMIT: WebAssembly.Global
  tabulate(): void
  select(count: number, bits: number, wanted: number): number
  insert(count: number): void
}

/** How many elements go over to WebAssembly at once: they and their indices stay in the first cache. */
export const BATCH = 128

/** The lengths that WebAssembly hashes: those of every usual CID. */
const SHORTEST = 17
const LONGEST = 128

/** A CIDv1 with a digest of 32 bytes. */
const USUAL = 36

/** Whether an element may be pushed. */
export function fits(element: Uint8Array): boolean {
  return element.length >= SHORTEST && element.length <= LONGEST
}

/** Up to `BATCH` elements in the memory of a WebAssembly instance, and the indices drawn for them. */
export class WasmBatch {
  /** The memory as words; the indices begin at `indices`, those of one element after the other's. */
  readonly words: Int32Array
  readonly indices: number
  /** The memory from where a table may be held to its end. */
  readonly table: Uint8Array
  count = 0
  readonly #bytes: Uint8Array
  readonly #exports: Exports
  readonly #slots: number
  readonly #slot: number
  readonly #input: number
  readonly #seedLimit: number
  #end: number

  constructor(module: WebAssembly.Module) {
    const exports = new WebAssembly.Instance(module).exports as unknown as Exports
    const { buffer } = exports.memory
    this.#exports = exports
    this.#bytes = new Uint8Array(buffer)
    this.words = new Int32Array(buffer)
    this.table = new Uint8Array(buffer, exports.TABLE.value)
    this.indices = exports.INDICES.value / 4
    this.#slots = exports.SLOTS.value / 4
    this.#slot = exports.SLOT.value / 4
    this.#input = exports.INPUT.value
    this.#seedLimit = exports.SEED_LIMIT.value
    this.#end = this.#input
    for (let lane = 0; lane < 8; lane++) {
      const key = secret.subarray(16 * lane, 16 * lane + 16)
      this.#bytes.set(key, exports.LANES.value + exports.LANE.value * lane)
    }
    exports.tabulate()
  }

  /** Takes a copy of an element that `fits`, if there is room: `count` is below `BATCH`. */
  push(element: Uint8Array): void {
    const slot = this.#slots + this.#slot * this.count++
    this.words[slot] = this.#end
    this.words[slot + 1] = element.length
    this.words[slot + 2] = 0
    if (element.length === USUAL) copyUsual(this.words, this.#end >>> 2, element)
    else this.#bytes.set(element, this.#end)
    this.#end += (element.length + 3) & ~3
  }

  /** Keeps the element at `from` as the one at `to`. */
  move(from: number, to: number): void {
    const source = this.#slots + this.#slot * from
    const target = this.#slots + this.#slot * to
    for (let i = 0; i < this.#slot; i++) this.words[target + i] = this.words[source + i]!
  }

  clear(): void {
    this.count = 0
    this.#end = this.#input
  }

  /** Draws the indices `from` up to, not including, `to`, for each element; call in order. */
  draw(bits: number, from: number, to: number): void {
    if (this.count === 0 || this.#exports.select(this.count, bits, to - from) === 0) return
    for (let i = 0; i < this.count; i++) {
      const slot = this.#slots + this.#slot * i
      if (this.words[slot + 2] !== this.#seedLimit) continue
      const at = this.words[slot]!
      start(this.#bytes.subarray(at, at + this.words[slot + 1]!))
      selectSlowly(bits, 0, to)
      this.words.set(selected.subarray(from, to), this.indices + (to - from) * i)
    }
  }

  /** Draws for an element that does not fit; the batch's own indices are overwritten. */
  drawAlone(element: Uint8Array, bits: number, hashes: number): void {
    start(element)
    selectSlowly(bits, 0, hashes)
    this.words.set(selected.subarray(0, hashes), this.indices)
  }

  /** Sets the bits of the first `count` indices, at least one, in `table`. */
  insert(count: number): void {
    this.#exports.insert(count)
  }
}

/** The copy of a usual CID: `set` is a call, which costs half as much again as these words. */
function copyUsual(words: Int32Array, to: number, cid: Uint8Array): void {
  words[to] = cid[0]! | (cid[1]! << 8) | (cid[2]! << 16) | (cid[3]! << 24)
  words[to + 1] = cid[4]! | (cid[5]! << 8) | (cid[6]! << 16) | (cid[7]! << 24)
  words[to + 2] = cid[8]! | (cid[9]! << 8) | (cid[10]! << 16) | (cid[11]! << 24)
  words[to + 3] = cid[12]! | (cid[13]! << 8) | (cid[14]! << 16) | (cid[15]! << 24)
  words[to + 4] = cid[16]! | (cid[17]! << 8) | (cid[18]! << 16) | (cid[19]! << 24)
  words[to + 5] = cid[20]! | (cid[21]! << 8) | (cid[22]! << 16) | (cid[23]! << 24)
  words[to + 6] = cid[24]! | (cid[25]! << 8) | (cid[26]! << 16) | (cid[27]! << 24)
  words[to + 7] = cid[28]! | (cid[29]! << 8) | (cid[30]! << 16) | (cid[31]! << 24)
  words[to + 8] = cid[32]! | (cid[33]! << 8) | (cid[34]! << 16) | (cid[35]! << 24)
}
