import { BloomFilter } from '@car-mirror/bloom'
import { describe, expect, it } from 'vitest'
import { FANOUT } from '../../src/growth/generated-dag.js'
import { filterOfRate } from '../../src/protocol/chosen-filter.js'
import { type Manner, transfer } from '../../src/protocol/run.js'
import { makeScenario } from '../../src/protocol/scenario.js'

const LEAF = 200
const BLOCKS = 700

function scenario(overlap: number | undefined, seed = 1) {
  return makeScenario({ blocks: BLOCKS, leafBytes: LEAF, overlap, seed })
}

/** Leaves of 200 bytes, four nodes above them, the root: 41 bytes a link, and heads of lists. */
const LEAVES = BLOCKS - 5
const DAG_BYTES =
  LEAVES * LEAF + LEAVES * 41 + 4 * 2 + 4 * 41 + 1 - (LEAVES - 3 * FANOUT < 24 ? 1 : 0)

describe('what is lacking', () => {
  it('is everything where nothing is there', () => {
    const { lacking } = scenario(undefined)
    expect(lacking).toEqual({ blocks: BLOCKS, bytes: DAG_BYTES })
  })

  it('is nothing where all is there', () => {
    expect(scenario(1).lacking).toEqual({ blocks: 0, bytes: 0 })
  })

  it('is the changed leaves and what is above them', () => {
    const { lacking } = scenario(0.5)
    expect(lacking.blocks).toBe(Math.round(LEAVES / 2) + 5)
  })
})

const MANNERS: [string, Manner][] = [
  ['pull', { direction: 'pull' }],
  ['push', { direction: 'push' }],
  ['push with diff', { direction: 'push', diff: true }],
  ['pull with a coarse filter', { direction: 'pull', filter: filterOfRate(0.2) }],
  ['push with a coarse filter', { direction: 'push', diff: true, filter: filterOfRate(0.2) }],
]

describe.each(MANNERS)('a %s', (_, manner) => {
  it('counts the same each time', async () => {
    expect(await transfer(scenario(0.8), manner)).toEqual(await transfer(scenario(0.8), manner))
  })

  it('brings what was lacking, and the duplicates it counts', async () => {
    const made = scenario(0.8)
    const { blocks, payload, duplicates, duplicateBytes } = await transfer(made, manner)
    expect(blocks - duplicates).toBe(made.lacking.blocks)
    expect(payload - duplicateBytes).toBe(made.lacking.bytes)
  })
})

it('another seed is another transfer', async () => {
  const manner: Manner = { direction: 'pull', filter: filterOfRate(0.2) }
  const [one, two] = [
    await transfer(scenario(0.8), manner),
    await transfer(scenario(0.8, 2), manner),
  ]
  expect(one).not.toEqual(two)
})

describe('rounds', () => {
  it('of a cold pull are one, of a pull in sync none', async () => {
    const cold = await transfer(scenario(undefined), { direction: 'pull' })
    expect(cold).toMatchObject({ rounds: 1, blocks: BLOCKS, duplicates: 0, askedAgain: 0 })
    expect(await transfer(scenario(1), { direction: 'pull' })).toMatchObject({ rounds: 0 })
  })

  it('of a push in sync are one, and what it guessed is all duplicate', async () => {
    const all = await transfer(scenario(1), { direction: 'push' })
    expect(all).toMatchObject({ rounds: 1, duplicates: BLOCKS, duplicateBytes: DAG_BYTES })
    const root = await transfer(scenario(1), { direction: 'push', diff: true })
    expect(root).toMatchObject({ rounds: 1, duplicates: 1, blocks: 1 })
  })

  it('grow with a filter that says yes to everything', async () => {
    const yes = (count: number) => {
      const filter = BloomFilter.withParameters({ bytes: 1, hashes: 1 })
      for (let i = 0; i < Math.min(count, 8 * 40); i++) filter.add(Uint8Array.of(i, i >> 8))
      return filter
    }
    const run = await transfer(scenario(0.8), { direction: 'pull', filter: yes })
    // The root; the nodes that it hides; what is below them: a round for each level.
    expect(run.rounds).toBeGreaterThanOrEqual(2)
    expect(run.askedAgain).toBeGreaterThanOrEqual(4)
  })
})

describe('a filter of a chosen rate', () => {
  it.each([0.1, 0.01])('keeps to %f', (rate) => {
    const filter = filterOfRate(rate)(2000)
    const element = (i: number) => Uint8Array.of(i, i >> 8, i >> 16)
    for (let i = 0; i < 2000; i++) filter.add(element(i))
    const asked = 20_000
    let hits = 0
    for (let i = 1e5; i < 1e5 + asked; i++) if (filter.has(element(i))) hits++
    const expected = asked * rate
    expect(Math.abs(hits - expected)).toBeLessThan(6 * Math.sqrt(expected) + 0.2 * expected)
  })
})
