import { expect, it } from 'vitest'
import { rsPace } from '../src/rs-pace.js'

const KIB = 1024
const MIB = 1024 * KIB

it('begins with the cold call, and sends more unasked with each round that was taken whole', () => {
  const pace = rsPace(MIB)
  const unasked = [1, 2, 3, 4].map(() => pace(1, false).unasked)
  expect(unasked).toEqual([MIB, 2 * MIB, 4 * MIB, 4 * MIB])
  expect(rsPace(0)(1, false).unasked).toBe(0)
  expect(rsPace(Number.POSITIVE_INFINITY)(1, false).bytes).toBe(4 * MIB)
})

it('sends after a stop what was asked for, then a little more, and that level by level', () => {
  const pace = rsPace(MIB)
  pace(1, false)
  const rounds = [true, false, false, false, false, false, false, false].map((cutShort) => {
    const { order, unasked } = pace(10, cutShort)
    return [order, unasked! / KIB]
  })
  expect(rounds).toEqual([
    ['breadth-first', 0],
    ['breadth-first', 64],
    ['breadth-first', 128],
    ['breadth-first', 256],
    ['breadth-first', 512],
    ['breadth-first', 1024],
    ['breadth-first', 2048],
    // As if nothing had been.
    ['preorder', 4096],
  ])
})

it.each([
  [1, 2500],
  [10_000, 2500],
  [50_000, 1000],
  [1_000_000, 500],
])('sends a server that wants %i blocks at most %i at once', (asked, blocks) => {
  expect(rsPace(0)(asked, false).blocks).toBe(blocks)
})
