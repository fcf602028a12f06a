import { expect, it } from 'vitest'
import { type Effort, limitOf } from '../src/end-to-end/effort.js'
import type { Lane, Run } from '../src/end-to-end/lane.js'
import { inTurn, OursFailed } from '../src/end-to-end/measure.js'

const effort: Effort = { pairs: 3, budget: 60_000, limit: 1000, longest: 5000 }

/** A lane whose runs take what is given, in turn; one of the limit or more is stopped there. */
function lane(times: readonly number[], order: string[] = [], name = ''): Lane {
  const left = [...times]
  return {
    async run(limit): Promise<Run> {
      order.push(name)
      const ms = left.shift()!
      const isStopped = ms >= limit
      return { ms: Math.min(ms, limit), isStopped, peak: ms * 1000, counts: { rounds: ms } }
    },
    close: async () => {},
  }
}

it('runs ours and theirs in turn and gives the ratios of neighbours', async () => {
  const order: string[] = []
  const found = await inTurn(
    lane([10, 20, 40], order, 'ours'),
    lane([30, 20, 10], order, 'theirs'),
    effort,
    undefined,
  )
  expect(order).toEqual(['ours', 'theirs', 'ours', 'theirs', 'ours', 'theirs'])
  expect(found.pairs).toEqual([
    [10, 30],
    [20, 20],
    [40, 10],
  ])
  // 3, 1 and 1/4, of which 1 is in the middle; the medians alone would give it as well, by chance.
  expect(found.ratio).toEqual({ median: 1, low: 0.25, high: 3, runs: 3 })
  expect(found.ours).toEqual({ median: 20, low: 10, high: 40, runs: 3 })
  expect(found.peak).toEqual({ ours: 20_000, theirs: 20_000 })
  expect(found.counts).toEqual([{ rounds: 10 }, { rounds: 20 }, { rounds: 40 }])
})

it('ends at an opponent that was stopped, and says that it is the least', async () => {
  const found = await inTurn(lane([10, 10, 10]), lane([20, 9999, 20]), effort, undefined)
  expect(found.atLeast).toBe(true)
  expect(found.pairs).toHaveLength(2)
  expect(found.ratio).toEqual({ median: 100, low: 100, high: 100, runs: 1 })
})

it('lets an opponent try again, and says so', async () => {
  let calls = 0
  const unlucky: Lane = {
    run: async () => {
      if (calls++ % 2 === 0) throw new Error('broken pipe')
      return { ms: 20, isStopped: false, peak: undefined, counts: {} }
    },
    close: async () => {},
  }
  const found = await inTurn(lane([10, 10, 10]), unlucky, effort, undefined)
  expect(found.ratio.median).toBe(2)
  expect(found.note).toBe('failed 3 times: broken pipe')
})

it('lets a failure of ours through as one of ours', async () => {
  const broken: Lane = { run: () => Promise.reject(new Error('lost')), close: async () => {} }
  await expect(inTurn(broken, lane([1]), effort, undefined)).rejects.toThrow(OursFailed)
  await expect(inTurn(lane([1]), broken, effort, undefined)).rejects.not.toThrow(OursFailed)
})

it('stops an opponent no sooner than the goal would be proven, within a limit', () => {
  expect(limitOf(effort, 10, undefined)).toBe(1000)
  expect(limitOf(effort, 10, 50)).toBe(1000)
  expect(limitOf(effort, 10, 200)).toBeCloseTo(2200)
  expect(limitOf(effort, 10, 100_000)).toBe(5000)
})
