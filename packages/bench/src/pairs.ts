import type { Spread } from './section.js'

/** Figures of two that were measured in turn, and how many times better the first is. */
export interface Pairs {
  readonly ours: Spread
  readonly theirs: Spread
  readonly ratio: Spread
}

type Measure = () => number | Promise<number>

/**
 * Measures two things in turn, one right after the other, so that what else the machine does falls on
 * both. Who begins changes from pair to pair. Both run once before anything counts.
 * @param better whether `more` or `less` of what is measured is better
 */
export async function interleaved(
  pairs: number,
  ours: Measure,
  theirs: Measure,
  better: 'more' | 'less' = 'more',
): Promise<Pairs> {
  await ours()
  await theirs()
  const found: (readonly [number, number])[] = []
  while (found.length < pairs) {
    if (found.length % 2 === 0) {
      const first = await ours()
      found.push([first, await theirs()])
    } else {
      const first = await theirs()
      found.push([await ours(), first])
    }
  }
  return {
    ours: spread(found.map(([a]) => a)),
    theirs: spread(found.map(([, b]) => b)),
    ratio: spread(found.map(([a, b]) => (better === 'more' ? a / b : b / a))),
  }
}

/** @throws RangeError if there is no figure */
export function spread(figures: readonly number[]): Spread {
  const [low, high] = [Math.min(...figures), Math.max(...figures)]
  return { median: median(figures), low, high, runs: figures.length }
}

/** The middle one, or the mean of the two in the middle. @throws RangeError if there is no figure */
export function median(figures: readonly number[]): number {
  if (figures.length === 0) throw new RangeError('the median of nothing')
  const sorted = [...figures].sort((a, b) => a - b)
  const half = sorted.length / 2
  return (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2
}
