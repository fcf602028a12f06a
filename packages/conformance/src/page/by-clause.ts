import type { Deviation, Place, Trace, TracedCheck, TracedMutant, TracedVector } from './input.js'

/** What the trace has about one clause. */
export interface ClauseTrace {
  readonly vectors: readonly TracedVector[]
  readonly checks: readonly TracedCheck[]
  readonly mutants: readonly TracedMutant[]
  readonly deviations: readonly Deviation[]
  readonly places: readonly Place[]
}

/** Groups a trace once, so that each clause finds its part without a search. */
export function byClause(trace: Trace): (id: string) => ClauseTrace {
  const vectors = group(trace.vectors, ({ requirements }) => requirements)
  const checks = group(trace.checks, ({ requirements }) => requirements)
  const mutants = group(trace.mutants, ({ clause }) => [clause])
  const deviations = group(trace.deviations, ({ clause }) => [clause])
  const places = group(trace.places, ({ clause }) => [clause])
  return (id) => ({
    vectors: vectors(id),
    checks: checks(id),
    mutants: mutants(id),
    deviations: deviations(id),
    places: places(id),
  })
}

/** Items by key, each under as many keys as it has. */
export function group<T>(
  items: readonly T[],
  keysOf: (item: T) => readonly string[],
): (key: string) => readonly T[] {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const members = groups.get(key)
      if (members === undefined) groups.set(key, [item])
      else members.push(item)
    }
  }
  return (key) => groups.get(key) ?? []
}
