import { interleaved, type Pairs } from '../pairs.js'
import type { Row } from '../section.js'

/** Something to be done again and again. */
export interface Work {
  /** How much of it is done at once, in units of the row. */
  readonly amount: number
  run(): unknown
}

/** Measures itself: how much a second, over so many milliseconds. */
export type Meter = (ms: number) => Promise<number>

/** How long each side of a pair works, and how many pairs there are. */
export interface Effort {
  readonly pairs: number
  readonly ms: number
}

/** What is compared. */
export type Comparison = Omit<Row, keyof Pairs>

/** How much a second, both in turn. */
export async function compare(
  comparison: Comparison,
  ours: Work,
  theirs: Work | Meter,
  { pairs, ms }: Effort,
): Promise<Row> {
  const found = await interleaved(
    pairs,
    () => rateOf(ours, ms),
    () => (typeof theirs === 'function' ? theirs(ms) : rateOf(theirs, ms)),
  )
  return { ...comparison, ...found }
}

/** Whole runs, at least one, until the time is up. */
async function rateOf({ amount, run }: Work, ms: number): Promise<number> {
  const start = performance.now()
  let done = 0
  let now = start
  do {
    const waiting = run()
    if (waiting instanceof Promise) await waiting
    done += amount
    now = performance.now()
  } while (now - start < ms)
  return done / ((now - start) / 1000)
}

/** So that nothing is left out because nobody looks at it. */
export function demand(condition: boolean, what: string): void {
  if (!condition) throw new Error(`not the same work: ${what}`)
}
