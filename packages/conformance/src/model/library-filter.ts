import * as loaded from 'bloom-filters/dist/bloom/bloom-filter.js'

/** What is used of the library; its own types do not know plain byte arrays, its code does. */
interface Library {
  add(element: Uint8Array): void
  has(element: Uint8Array): boolean
  readonly _hashing: { getIndexes(element: Uint8Array): number[] }
  readonly _filter: { array: Uint8Array }
}
type Constructor = new (bits: number, hashes: number) => Library

const unwrapped: unknown = (loaded as { default?: unknown }).default ?? loaded
const BloomFilter = ((unwrapped as { default?: unknown }).default ?? unwrapped) as Constructor

/** The filter of `bloom-filters`, with bytes in and out and another choice of indices. */
export class LibraryFilter {
  readonly #library: Library

  constructor(bytes: Uint8Array, hashes: number, indices: (element: Uint8Array) => number[]) {
    this.#library = new BloomFilter(8 * bytes.length, hashes)
    this.#library._filter.array = new Uint8Array(bytes)
    this.#library._hashing.getIndexes = indices
  }

  get bytes(): Uint8Array {
    return this.#library._filter.array
  }

  add(element: Uint8Array): void {
    this.#library.add(element)
  }

  has(element: Uint8Array): boolean {
    return this.#library.has(element)
  }
}
