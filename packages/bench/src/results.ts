import type { Machine } from './machine.js'
import type { Extent, Section } from './section.js'

/** All that a run has found. */
export interface Results {
  /** ISO 8601, in UTC. */
  readonly date: string
  /** What repeats it. */
  readonly command: string
  readonly extent: Extent
  readonly machine: Machine
  /** Seconds that it took. */
  readonly seconds: number
  readonly sections: readonly Section[]
}

/**
 * Failures of ours, and counts that are off: what no noise excuses. Of a short run, whose suites set no
 * goal that noise could miss, every goal of a figure that stands alone counts.
 */
export function problemsOf({ sections, extent }: Results): string[] {
  return sections.flatMap(({ name, facts, failures = [] }) => [
    ...failures.map((failure) => `${name}: ${failure}`),
    ...facts.flatMap(({ work, value, unit, goal, isCount }) => {
      if (goal === undefined || meets(value, goal)) return []
      if (!isCount && extent !== 'short') return []
      return [`${name}: ${work}: ${value} ${unit}, must be ${goal.is} ${goal.value}`]
    }),
  ])
}

export function meets(value: number, goal: { is: '<=' | '>='; value: number }): boolean {
  return goal.is === '<=' ? value <= goal.value : value >= goal.value
}
