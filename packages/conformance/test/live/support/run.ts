import { CannotPrepare } from '../../../src/live/cannot-prepare.js'
import type { Port } from '../../../src/suite/port.js'
import type { Finding, Test } from '../../../src/suite/test.js'

/** Runs tests one after the other, as a runner does. */
export async function findings(
  tests: readonly Test[],
  port: Port,
  { seed = 1, timeout = 5000 } = {},
): Promise<Map<string, Finding>> {
  const found = new Map<string, Finding>()
  for (const test of tests) {
    const { signal } = new AbortController()
    const finding = test.run(port, { seed, timeout, signal })
    found.set(test.id, await finding.catch(unprepared))
  }
  return found
}

function unprepared(cause: unknown): Finding {
  if (cause instanceof CannotPrepare) return { status: 'could-not-run', why: cause.message }
  throw cause
}

/** What did not pass, in a line each. */
export function notPassed(found: ReadonlyMap<string, Finding>): string[] {
  return [...found].flatMap(([id, finding]) => {
    if (finding.status === 'pass') return []
    if (finding.status !== 'fail') return [`${id}: ${finding.status}: ${finding.why}`]
    return finding.problems.map(({ at, message }) => `${id}: ${at ?? ''}: ${message}`)
  })
}
