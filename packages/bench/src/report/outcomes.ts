import { ratioGoal } from '../goals.js'
import { meets, type Results } from '../results.js'
import type { Section } from '../section.js'
import { number, quantity, rangeText, ratioText, times } from './words.js'

/**
 * - `not proven`: an opponent was stopped before it was known
 * - `could not run`: there is no figure
 */
export type State = 'reached' | 'missed' | 'not proven' | 'could not run'

/** A goal beside what was found. */
export interface Outcome {
  readonly work: string
  /** Empty where a figure stands alone. */
  readonly opponent: string
  readonly goal: string
  readonly found: string
  /** How far apart the pairs lie; empty where there is but one figure. */
  readonly spread: string
  readonly state: State
}

/** All goals of what was run, in its order. */
export function outcomes({ sections }: Pick<Results, 'sections'>): Outcome[] {
  return sections.flatMap((section) => [
    ...ofRows(section),
    ...ofAbsent(section),
    ...ofFacts(section),
  ])
}

function ofRows({ rows }: Section): Outcome[] {
  return rows.flatMap((row) => {
    const { work, opponent, goal, ratio, atLeast } = row
    if (goal === undefined) return []
    const missed = atLeast ? 'not proven' : 'missed'
    const state = ratio.median >= goal ? 'reached' : missed
    return [
      {
        work,
        opponent,
        goal: `>= ${times(goal)}`,
        found: ratioText(row),
        spread: rangeText(ratio),
        state,
      },
    ]
  })
}

function ofAbsent({ name, absent = [] }: Section): Outcome[] {
  return absent.flatMap(({ work, opponent }): Outcome[] => {
    const goal = ratioGoal(name, work, opponent)
    if (goal === undefined) return []
    return [
      { work, opponent, goal: `>= ${times(goal)}`, found: '', spread: '', state: 'could not run' },
    ]
  })
}

function ofFacts({ facts }: Section): Outcome[] {
  return facts.flatMap(({ work, value, unit, goal }) => {
    if (goal === undefined) return []
    const state = meets(value, goal) ? 'reached' : 'missed'
    const limit = `${goal.is} ${number(goal.value)}`
    return [{ work, opponent: '', goal: limit, found: quantity(value, unit), spread: '', state }]
  })
}
