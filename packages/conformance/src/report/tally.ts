import { group } from '../page/by-clause.js'
import type { Status, TestResult } from '../suite/results.js'
import { isFailure, statuses } from './status.js'

/** What some tests come to: the most telling status, and how many of them have it. */
export interface Tally {
  readonly status: Status
  readonly count: number
  readonly of: number
}

export function tally(tests: readonly TestResult[]): Tally | undefined {
  const status = statuses.find((one) => tests.some((test) => test.status === one))
  if (status === undefined) return undefined
  return { status, count: countOf(tests, status), of: tests.length }
}

export function countOf(tests: readonly TestResult[], status: Status): number {
  return tests.filter((test) => test.status === status).length
}

/** The clauses that a test speaks of. One that is known to fail speaks only of the clause to blame. */
export function clausesOf({ status, clause, requirements }: TestResult): readonly string[] {
  return isFailure(status) && clause !== undefined ? [clause] : requirements
}

/** Under which clause a test is listed, where it is listed once. */
export function mainClause({ clause, requirements }: TestResult): string {
  return clause ?? requirements[0] ?? ''
}

export function byClause(tests: readonly TestResult[]): (id: string) => readonly TestResult[] {
  return group(tests, clausesOf)
}
