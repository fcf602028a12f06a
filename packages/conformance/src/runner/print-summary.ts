import type { Spec } from '../spec/clause.js'
import type { Results, Status, TestResult } from '../suite/results.js'
import { verdict } from './verdict.js'

const COLUMNS: readonly (readonly [Status, string])[] = [
  ['pass', 'pass'],
  ['fail', 'fail'],
  ['expected-fail', 'expected'],
  ['unexpected-pass', 'unexpected'],
  ['unsupported', 'unsupported'],
  ['could-not-run', 'could not run'],
  ['harness-error', 'suite at fault'],
]

/** How a run ended: a row for each layer, and what that comes to. */
export function summaryText(results: Results, spec: Spec): string {
  const { port, tests, unmatched, unjudged = [], milliseconds, seed } = results
  const layers = ['codec', 'round', 'session'] as const
  const rows = layers
    .map((layer) => ({ name: layer, tests: tests.filter((test) => test.layer === layer) }))
    .filter((row) => row.tests.length > 0)
  const shown = COLUMNS.filter(
    ([status]) => status === 'pass' || status === 'fail' || has(tests, status),
  )
  return [
    `${port.name} ${port.version} (${port.dialect}), seed ${seed}, ${(milliseconds / 1000).toFixed(1)} s`,
    ['layer  ', ...shown.map(([, title]) => title)].join('  '),
    ...rows.map((row) => {
      const cells = shown.map(([status, title]) =>
        String(count(row.tests, status)).padStart(title.length),
      )
      return [row.name.padEnd(7), ...cells].join('  ')
    }),
    ...unjudged.map(({ clause, why }) => `not judged: ${clause}: ${why}`),
    ...unmatched.map((id) => `known to fail, and no test of this run: ${id}`),
    verdict(results, spec),
  ].join('\n')
}

function count(tests: readonly TestResult[], status: Status): number {
  return tests.filter((test) => test.status === status).length
}

function has(tests: readonly TestResult[], status: Status): boolean {
  return count(tests, status) > 0
}
