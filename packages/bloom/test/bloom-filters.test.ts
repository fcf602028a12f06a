import * as loaded from 'bloom-filters/dist/bloom/bloom-filter.js'
import { describe, expect, test } from 'vitest'
import { BloomFilter } from '../src/filter.js'
import { cids, oracleIndices, take } from './support.js'

/** What is used of the library. Its own types do not know plain byte arrays, its code does. */
interface LibraryFilter {
  readonly length: number
  add(element: Uint8Array): void
  has(element: Uint8Array): boolean
  _hashing: { getIndexes(element: Uint8Array, bits: number, hashes: number): number[] }
}
type Constructor = new (bits: number, hashes: number) => LibraryFilter

const unwrapped: unknown = (loaded as { default?: unknown }).default ?? loaded
const Library = ((unwrapped as { default?: unknown }).default ?? unwrapped) as Constructor

/** The library's filter with the pinned index selection over the native hash. */
class OracleFilter extends Library {
  constructor(bits: number, hashes: number) {
    super(bits, hashes)
    this._hashing.getIndexes = (element, size, count) => take(count, oracleIndices(element, size))
  }
}

describe('bloom-filters with the same indices agrees on members, false positives and fill', () => {
  test.each([
    [1, 1],
    [3, 8],
    [64, 4],
    [75, 8],
    [2048, 20],
    [2500, 12],
    [4096, 30],
  ])('at %i bytes and %i hashes', (bytes, hashes) => {
    const ours = BloomFilter.withParameters({ bytes, hashes })
    const theirs = new OracleFilter(8 * bytes, hashes)
    const added = cids(Math.ceil((8 * bytes) / hashes / 1.2))
    ours.addMany(added)
    for (const element of added) theirs.add(element)
    expect(ours.setBits()).toBe(theirs.length)
    let falsePositives = 0
    for (const element of cids(1500, 1e6)) {
      const has = ours.has(element)
      expect(has).toBe(theirs.has(element))
      if (has) falsePositives++
    }
    expect(falsePositives).toBeLessThan(1500)
    expect(added.every((element) => ours.has(element) && theirs.has(element))).toBe(true)
  })
})
