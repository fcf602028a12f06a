import { describe, expect, it } from 'vitest'
import { Seeded } from '../../src/protocol/seeded.js'

describe('seeded numbers', () => {
  it('repeat with the seed, and differ without', () => {
    const draw = (seed: number) => {
      const random = new Seeded(seed)
      return Array.from({ length: 20 }, () => random.below(1e6))
    }
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).not.toEqual(draw(2))
  })

  it('are spread evenly', () => {
    const random = new Seeded(7)
    const found = new Array<number>(10).fill(0)
    for (let i = 0; i < 10_000; i++) found[random.below(10)]!++
    // Of 10,000 in ten places 1,000 each, with a deviation of 30.
    for (const count of found) expect(Math.abs(count - 1000)).toBeLessThan(150)
  })

  it.each([
    [0, 10],
    [3, 10],
    [10, 10],
    [57, 1000],
  ])('choose %i of %i', (chosen, count) => {
    const set = new Seeded(3).choose(chosen, count)
    expect(set.size).toBe(chosen)
    for (const number of set) expect(number).toBeGreaterThanOrEqual(0)
    for (const number of set) expect(number).toBeLessThan(count)
  })
})
