import type { Extent } from '../section.js'

/** How much time goes into one row. */
export interface Effort {
  /** The most pairs. */
  readonly pairs: number
  /** After so many milliseconds no further pair is begun; twice as many if there is a goal. */
  readonly budget: number
  /** The least milliseconds after which an opponent is stopped. */
  readonly limit: number
  /** The most, where a goal needs longer to be proven. */
  readonly longest: number
}

const SECOND = 1000
const MINUTE = 60 * SECOND

export const efforts: Readonly<Record<Extent, Effort>> = {
  short: { pairs: 1, budget: SECOND, limit: 10 * SECOND, longest: 10 * SECOND },
  normal: { pairs: 5, budget: 5 * SECOND, limit: MINUTE, longest: MINUTE },
  full: { pairs: 15, budget: MINUTE, limit: 5 * MINUTE, longest: 60 * MINUTE },
}

/** A little more than the goal, so that what is stopped there has missed it for certain. */
const BEYOND = 1.1

/** Milliseconds after which an opponent is stopped. */
export function limitOf(effort: Effort, ours: number, goal: number | undefined): number {
  return Math.min(effort.longest, Math.max(effort.limit, BEYOND * (goal ?? 0) * ours))
}
