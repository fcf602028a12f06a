import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { capacity, MAX_BYTES, parametersFor, targetRate } from '../src/parameters.js'
import { codeOf } from './support.js'

/** The expected rate by the textbook, term by term. */
function rate(bits: number, hashes: number, count: number): number {
  return (1 - (1 - 1 / bits) ** (hashes * count)) ** hashes
}

describe('the parameters for a number of elements', () => {
  test.each([
    [1, 16, 12],
    [10, 256, 18],
    [100, 2048, 15],
    [1000, 32_768, 23],
    [1024, 32_768, 23],
    [5000, 131_072, 19],
    [100_000, 4_194_304, 30],
    [1_000_000, 33_554_432, 24],
  ])('are those of the Rust port for %i', (count, bits, hashes) => {
    expect(parametersFor(count)).toEqual({ bytes: bits / 8, hashes })
  })

  test('are the empty filter for none', () => {
    expect(parametersFor(0)).toEqual({ bytes: 0, hashes: 0 })
  })

  test('are the smallest power of two over the optimum, and the hashes optimal for it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000_000 }), (count) => {
        const { bytes, hashes } = parametersFor(count)
        const optimum = (count * -Math.log(Math.min(0.001, 0.1 / count))) / Math.log(2) ** 2
        expect(Math.log2(bytes) % 1).toBe(0)
        expect(8 * bytes).toBeGreaterThanOrEqual(optimum)
        expect(4 * bytes).toBeLessThan(optimum)
        expect(hashes).toBeGreaterThanOrEqual(((8 * bytes) / count) * Math.log(2))
        expect(hashes - 1).toBeLessThan(((8 * bytes) / count) * Math.log(2))
        expect(hashes).toBeLessThan(52)
      }),
    )
  })

  test('stop growing at 16 MiB, past 3.7 million elements', () => {
    expect(parametersFor(3_600_000).bytes).toBe(MAX_BYTES)
    expect(capacity(parametersFor(3_600_000))).toBeGreaterThan(3_600_000)
    expect(capacity(parametersFor(3_700_000))).toBeGreaterThan(3_690_000)
    expect(capacity(parametersFor(3_800_000))).toBeLessThan(3_800_000)
    expect(parametersFor(2 ** 27)).toEqual({ bytes: MAX_BYTES, hashes: 1 })
    expect(parametersFor(Number.MAX_SAFE_INTEGER)).toEqual({ bytes: MAX_BYTES, hashes: 1 })
  })

  test('are refused for what is not a number of elements', () => {
    for (const count of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
      expect(codeOf(() => parametersFor(count))).toBe('ERR_FILTER_COUNT')
  })
})

test('the target rate is a tenth of the inverse of the count, at most 0.001', () => {
  expect([0, 1, 100].map(targetRate)).toEqual([0.001, 0.001, 0.001])
  expect(targetRate(1000)).toBeCloseTo(1e-4, 15)
  expect(targetRate(1e6)).toBeCloseTo(1e-7, 18)
})

describe('the capacity', () => {
  test('is the last count whose expected rate is within the target', () => {
    const bytes = fc.integer({ min: 1, max: 100_000 })
    const hashes = fc.integer({ min: 1, max: 64 })
    fc.assert(
      fc.property(bytes, hashes, (bytes, hashes) => {
        const most = capacity({ bytes, hashes })
        // 1e-9: the two ways to compute the rate differ in the last digits
        if (most > 0)
          expect(rate(8 * bytes, hashes, most)).toBeLessThanOrEqual(targetRate(most) * (1 + 1e-9))
        expect(rate(8 * bytes, hashes, most + 1)).toBeGreaterThan(targetRate(most + 1) * (1 - 1e-9))
      }),
    )
  })

  test('covers the count the parameters were made for, but for 0.3 % lost to rounding', () => {
    for (const count of [1, 2, 10, 867, 1000, 39_120, 142_206, 1_000_000])
      expect(capacity(parametersFor(count))).toBeGreaterThan(0.997 * count)
    const counts = fc.integer({ min: 1, max: 3_600_000 })
    fc.assert(fc.property(counts, (count) => capacity(parametersFor(count)) > 0.997 * count))
  })

  test('is 0 for the empty filter, and for one too small for a single element', () => {
    expect(capacity({ bytes: 0, hashes: 0 })).toBe(0)
    expect(capacity({ bytes: 1, hashes: 1 })).toBe(0)
  })

  test('is refused for parameters out of bounds', () => {
    expect(codeOf(() => capacity({ bytes: 1.5, hashes: 1 }))).toBe('ERR_FILTER_SIZE')
    expect(codeOf(() => capacity({ bytes: 8, hashes: 0 }))).toBe('ERR_FILTER_HASHES')
  })
})
