import { readFileSync } from 'node:fs'
import { versions } from '@car-mirror/vectors'
import type { Spec } from '../spec/clause.js'
import type { Port } from '../suite/port.js'
import { type Level, RESULTS_FORMAT, type Results, type TestResult } from '../suite/results.js'
import type { Test, TestContext } from '../suite/test.js'
import { allTests, type Side } from './all-tests.js'
import { blamed } from './blame.js'
import { checkClauses, type KnownFailure, readKnownFailures } from './known-failures.js'
import { Reference } from './reference.js'
import { runTests } from './run.js'
import { type Selection, selected } from './select.js'
import { unjudged } from './unjudged.js'
import { exitCode, strictest } from './verdict.js'

export interface ConformanceOptions extends Selection, Omit<TestContext, 'signal'> {
  readonly level: Level
  /** A file of them. */
  readonly knownFailures?: string | undefined
  /** The only side that is asked; both, and what needs no connection, if nothing is said. */
  readonly side?: Side | undefined
  /** The command line that is tested. */
  readonly command: string
  readonly again: (test: Test) => string
  readonly onStart?: (test: Test, done: number, of: number) => void
  readonly onResult?: (result: TestResult) => void
}

/** The tests that are asked for, and what is known of them. */
interface Plan {
  readonly tests: readonly Test[]
  readonly known: readonly KnownFailure[]
  readonly unmatched: readonly string[]
  /** They are all that there are. */
  readonly isWhole: boolean
}

/** @throws UsageError for a selection or a file of known failures that cannot be meant */
export function plan(
  port: Port,
  spec: Spec,
  {
    only,
    skip,
    knownFailures,
    side,
  }: Pick<ConformanceOptions, keyof Selection | 'knownFailures' | 'side'>,
): Plan {
  const all = allTests(port, new Reference(spec), side)
  const tests = selected(all, { only, skip })
  const known = knownFailures === undefined ? [] : readKnownFailures(knownFailures)
  if (knownFailures !== undefined) checkClauses(knownFailures, known, all)
  const ids = new Set(tests.map(({ id }) => id))
  const isWhole = tests.length === all.length
  const unmatched = isWhole ? known.map(({ id }) => id).filter((id) => !ids.has(id)) : []
  return { tests, known, unmatched, isWhole }
}

/**
 * Runs the suite.
 * @throws UsageError
 */
export async function runConformance(
  port: Port,
  spec: Spec,
  options: ConformanceOptions,
): Promise<Results> {
  const { level, seed, command, side } = options
  const { tests, known, unmatched, isWhole } = plan(port, spec, options)
  const started = new Date()
  const { results, lost } = await runTests(tests, port, {
    ...options,
    known,
    levelOf: ({ requirements }) => strictest(requirements, spec),
    onStart: (test, done) => options.onStart?.(test, done, tests.length),
  })
  const { name, version, dialect } = port
  return {
    format: RESULTS_FORMAT,
    suite: { version: suiteVersion(), vectors: versions().at(-1)! },
    port: { name, version, dialect, command },
    seed,
    level,
    started: started.toISOString(),
    milliseconds: Date.now() - started.getTime(),
    exitCode: exitCode(results, unmatched, level, lost),
    unmatched,
    ...(isWhole && { unjudged: unjudged(results, side, spec) }),
    tests: blamed(results),
  }
}

function suiteVersion(): string {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}
