import { describe, expect, it } from 'vitest'
import { fitLine, growthRate } from '../../src/growth/fit.js'

describe('a line through points', () => {
  it('is exact where they lie on one', () => {
    const line = fitLine([1, 2, 5, 9].map((x) => [x, 3 * x - 4]))
    expect(line.slope).toBeCloseTo(3, 12)
    expect(line.intercept).toBeCloseTo(-4, 12)
  })

  it('has the least squares where they do not', () => {
    // By hand: mean (1, 2); sum of dx dy 4, of dx dx 2.
    expect(
      fitLine([
        [0, 0],
        [1, 2],
        [2, 4],
      ]).slope,
    ).toBe(2)
    expect(
      fitLine([
        [0, 1],
        [1, 0],
        [2, 5],
      ]),
    ).toEqual({ slope: 2, intercept: 0 })
  })

  it('needs two places', () => {
    expect(() =>
      fitLine([
        [1, 1],
        [1, 2],
      ]),
    ).toThrow(RangeError)
    expect(() => fitLine([])).toThrow(RangeError)
  })
})

describe('growth', () => {
  const sizes = [1e3, 1e4, 1e5, 1e6]

  it.each([
    ['constant', (_: number) => 7, 0],
    ['linear', (n: number) => 0.002 * n, 1],
    ['quadratic', (n: number) => 3 * n * n, 2],
  ])('of what is %s', (_, time, power) => {
    expect(growthRate(sizes.map((n) => [n, time(n)]))).toBeCloseTo(power, 9)
  })

  it('of n log n is above what counts as linear', () => {
    // log10 n is 3, 4, 5, 6 there, so by least squares the power of it is 0.0998.
    const rate = growthRate(sizes.map((n) => [n, n * Math.log10(n)]))
    const logs = [3, 4, 5, 6].map(Math.log10)
    const power = (-1.5 * logs[0]! - 0.5 * logs[1]! + 0.5 * logs[2]! + 1.5 * logs[3]!) / 5
    expect(rate).toBeCloseTo(1 + power, 9)
    expect(rate).toBeGreaterThan(1.05)
  })
})
