import type { Test } from '../suite/test.js'
import { UsageError } from './usage-error.js'

export interface Selection {
  readonly only: readonly string[]
  readonly skip: readonly string[]
}

/**
 * Tests that are asked for. A pattern is the id of a test, or how ids begin, or a clause, or a layer.
 * @throws UsageError for a pattern that names nothing
 */
export function selected(tests: readonly Test[], { only, skip }: Selection): Test[] {
  const wanted = only.length === 0 ? new Set(tests) : new Set(only.flatMap((p) => named(tests, p)))
  for (const pattern of skip) for (const test of named(tests, pattern)) wanted.delete(test)
  return tests.filter((test) => wanted.has(test))
}

function named(tests: readonly Test[], pattern: string): Test[] {
  const exact = tests.filter(({ id }) => id === pattern)
  if (exact.length > 0) return exact
  const found = tests.filter(({ id, layer, requirements }) => {
    const begins = pattern !== '' && id.startsWith(pattern)
    return begins || layer === pattern || requirements.includes(pattern)
  })
  if (found.length > 0) return found
  throw new UsageError(
    `${JSON.stringify(pattern)} names no test; --list shows their ids, clauses and layers`,
  )
}
