import type { VectorFile } from '@car-mirror/vectors'
import type { Mutant } from '../mutants/mutant.js'
import type { Spec } from '../spec/clause.js'
import type { DialectProfile } from '../spec/profiles.js'
import type { See } from './collect.js'

/** A test that is a program instead of data. */
export interface Check {
  readonly id: string
  readonly requirements: readonly string[]
  /** From the root of the repository. */
  readonly file: string
}

/** Everything that names clauses. */
export interface TraceInput {
  readonly spec: Pick<Spec, 'clauses' | 'errata'>
  readonly profiles: readonly DialectProfile[]
  /** Of all profiles. */
  readonly files: readonly VectorFile[]
  readonly mutants: readonly Pick<Mutant, 'id' | 'clause' | 'pins'>[]
  readonly checks: readonly Check[]
  readonly sees: readonly See[]
}

/** All that names one clause. */
export interface ClauseTrace {
  readonly vectors: readonly string[]
  readonly checks: readonly string[]
  readonly mutants: readonly string[]
  /** Dialects that differ in this clause. */
  readonly deviations: readonly string[]
  /** How often each file's `@see` name it. */
  readonly see: Readonly<Record<string, number>>
}

export interface Trace {
  readonly clauses: Readonly<Record<string, ClauseTrace>>
  /** Upstream ids that each erratum answers. */
  readonly errata: Readonly<Record<string, readonly string[]>>
}

/** Lists for each clause what names it. Names of other things are left out (see `findProblems`). */
export function buildTrace(input: TraceInput): Trace {
  const { spec, profiles, mutants, checks, sees } = input
  const vectors = group(allVectors(input.files).map(({ id, names }) => [id, names]))
  const checked = group(checks.map(({ id, requirements }) => [id, requirements]))
  const mutated = group(mutants.map(({ id, clause }) => [id, [clause]]))
  const deviating = group(
    profiles.map(({ profile, deviations }) => [profile, deviations.map(({ clause }) => clause)]),
  )
  const seen = group(sees.map(({ id, file }) => [file, [id]]))
  const clauses = [...spec.clauses.keys()].map((id): [string, ClauseTrace] => [
    id,
    {
      vectors: sorted(vectors.get(id)),
      checks: sorted(checked.get(id)),
      mutants: sorted(mutated.get(id)),
      deviations: sorted(deviating.get(id)),
      see: counts(sorted(seen.get(id))),
    },
  ])
  const errata = spec.errata.map(({ id, answers }) => [id, answers])
  return { clauses: Object.fromEntries(clauses), errata: Object.fromEntries(errata) }
}

/** All vectors with the clauses that they name. */
export function allVectors(files: readonly VectorFile[]) {
  return files.flatMap(({ profile, area, vectors }) =>
    vectors.map(({ id, requirements }) => ({
      id,
      file: `${profile}/${area}.json`,
      profile,
      names: requirements,
    })),
  )
}

/** Turns "this names those" into "that is named by these". */
function group(entries: readonly (readonly [string, readonly string[]])[]): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const [name, ids] of entries) {
    for (const id of new Set(ids)) {
      const names = groups.get(id)
      if (names === undefined) groups.set(id, [name])
      else names.push(name)
    }
  }
  return groups
}

function sorted(names: readonly string[] = []): string[] {
  return [...names].sort()
}

function counts(names: readonly string[]): Record<string, number> {
  const count: Record<string, number> = {}
  for (const name of names) count[name] = (count[name] ?? 0) + 1
  return count
}
