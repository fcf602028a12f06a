import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { indices } from '../src/indices.js'
import { MAX_BYTES } from '../src/parameters.js'
import { cids, codeOf, HELLO, noise, oracleIndices, take } from './support.js'

describe('the golden indices of the CID of "hello"', () => {
  test.each([
    [16_384, [7085, 4402, 14242, 8334, 2800, 6186, 2361, 7000]],
    [1024, [941, 306, 930, 142, 752, 42, 313, 856]],
    [600, [86, 306, 317, 142, 210, 42, 313, 166]],
    [64, [45, 50]],
    [24, [13, 18, 2, 14, 16, 10, 9, 6]],
  ])('hold for %i bits', (bits, expected) => {
    expect(indices(HELLO, { bytes: bits / 8, hashes: expected.length })).toEqual(expected)
  })
})

describe('the indices agree with a slow selection over the native hash', () => {
  test('at every size of 1..4096 bytes', () => {
    for (let bytes = 1; bytes <= 4096; bytes++) {
      const element = noise(36, bytes)
      const hashes = 1 + (bytes % 12)
      const actual = indices(element, { bytes, hashes })
      expect(actual).toEqual(take(hashes, oracleIndices(element, 8 * bytes)))
    }
  })

  test('at every sample width 3..27, at and around the power of two', () => {
    for (let width = 3; width <= 27; width++) {
      const power = 2 ** (width - 3)
      for (const bytes of [power - 1, power, power + 1, Math.floor(power * 0.75)]) {
        if (bytes < 1 || bytes > MAX_BYTES) continue
        for (const element of cids(4, 31 * width)) {
          const actual = indices(element, { bytes, hashes: 64 })
          expect(actual).toEqual(take(64, oracleIndices(element, 8 * bytes)))
        }
      }
    }
  })

  test('for any element, size and number of hashes', () => {
    const element = fc.uint8Array({ maxLength: 300 })
    const bytes = fc.oneof(
      fc.integer({ min: 1, max: 4096 }),
      fc.integer({ min: 1, max: MAX_BYTES }),
    )
    const hashes = fc.integer({ min: 1, max: 64 })
    fc.assert(
      fc.property(element, bytes, hashes, (element, bytes, hashes) => {
        const expected = take(hashes, oracleIndices(element, 8 * bytes))
        expect(indices(element, { bytes, hashes })).toEqual(expected)
      }),
      { numRuns: 1000 },
    )
  })
})

test('more hashes only append indices', () => {
  const many = indices(HELLO, { bytes: 75, hashes: 64 })
  for (let hashes = 1; hashes < 64; hashes++)
    expect(indices(HELLO, { bytes: 75, hashes })).toEqual(many.slice(0, hashes))
})

test('parameters out of bounds and the empty filter are refused', () => {
  expect(codeOf(() => indices(HELLO, { bytes: 8, hashes: 65 }))).toBe('ERR_FILTER_HASHES')
  expect(codeOf(() => indices(HELLO, { bytes: MAX_BYTES + 1, hashes: 1 }))).toBe('ERR_FILTER_SIZE')
  expect(codeOf(() => indices(HELLO, { bytes: 0, hashes: 1 }))).toBe('ERR_FILTER_EMPTY')
})
