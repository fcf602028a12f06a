import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mulHigh, multiply, product } from '../src/u64.js'

/** Uint32s, with the edges and the neighbours of powers of two often among them. */
const word = fc.oneof(
  fc.integer({ min: 0, max: 0xffffffff }),
  fc
    .tuple(fc.integer({ min: 0, max: 32 }), fc.integer({ min: -2, max: 2 }))
    .map(([exponent, offset]) => Math.min(0xffffffff, Math.max(0, 2 ** exponent + offset))),
)

test('the upper half of a product is exact for all 32-bit factors', () => {
  fc.assert(
    fc.property(word, word, (a, b) => BigInt(mulHigh(a, b)) === (BigInt(a) * BigInt(b)) >> 32n),
    { numRuns: 20_000 },
  )
})

test('the upper half is exact where the double product falls short of a power of two', () => {
  expect(mulHigh(2 ** 22 + 1, 2 ** 31 + 1)).toBe(2 ** 21)
  expect(mulHigh(2 ** 24 + 1, 2 ** 29 + 1)).toBe(2 ** 21)
})

test('the 128-bit product is exact for all 64-bit factors', () => {
  fc.assert(
    fc.property(word, word, word, word, (aLow, aHigh, bLow, bHigh) => {
      multiply(aLow, aHigh, bLow, bHigh)
      const a = (BigInt(aHigh) << 32n) | BigInt(aLow)
      const b = (BigInt(bHigh) << 32n) | BigInt(bLow)
      const actual = [...product].reduceRight((sum, part) => (sum << 32n) | BigInt(part), 0n)
      expect(actual).toBe(a * b)
    }),
    { numRuns: 5000 },
  )
})
