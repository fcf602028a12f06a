import type { TestResult } from '../suite/results.js'

/** What counts as known of a port. */
const FAILED: ReadonlySet<string> = new Set(['fail', 'expected-fail'])
const PASSED: ReadonlySet<string> = new Set(['pass', 'unexpected-pass'])

/**
 * A failed test says that one of the clauses that it names is broken, not which. Unless that is known it
 * is put down to the one that fails most often, of all tests that name it: a filter with a wrong index
 * fails many vectors that name the hash function too, but hardly any that name it without the index.
 */
export function blamed(tests: readonly TestResult[]): TestResult[] {
  const rates = failureRates(tests)
  return tests.map((test) => {
    const { status, profile, requirements, clause } = test
    if (!FAILED.has(status) || profile !== 'spec' || clause !== undefined) return test
    const [first, ...others] = requirements
    const worse = (a: string, b: string) => (rates.get(b)! > rates.get(a)! ? b : a)
    return { ...test, clause: others.reduce(worse, first!) }
  })
}

/** Of each clause the share of its tests that fail, of those that were judged. */
function failureRates(tests: readonly TestResult[]): Map<string, number> {
  const counts = new Map<string, { failed: number; of: number }>()
  for (const { status, profile, requirements } of tests) {
    const failed = FAILED.has(status)
    if (profile !== 'spec' || !(failed || PASSED.has(status))) continue
    for (const id of requirements) {
      const before = counts.get(id) ?? { failed: 0, of: 0 }
      counts.set(id, { failed: before.failed + Number(failed), of: before.of + 1 })
    }
  }
  return new Map([...counts].map(([id, { failed, of }]) => [id, failed / of]))
}
