import type { Clause } from '../spec/clause.js'
import { hasPins, isFree } from '../spec/pins.js'
import { upstreamIds } from '../spec/upstream.js'
import { allVectors, type ClauseTrace, type Trace, type TraceInput } from './trace.js'

const CONFORMANCE = 'packages/conformance/src/'
const MODEL = 'packages/conformance/src/model/'

/** Every orphan, in any direction. Each message names the id. */
export function findProblems(input: TraceInput, trace: Trace): string[] {
  return [
    ...unknownIds(input),
    ...repeatedIds(input),
    ...untraced(input, trace),
    ...unbrokenPins(input),
    ...unanswered(input),
  ]
}

/** Names of clauses that are not there. */
function unknownIds({ spec, files, mutants, checks, profiles, sees }: TraceInput): string[] {
  const unknown = (ids: readonly string[]) => ids.filter((id) => !spec.clauses.has(id))
  return [
    ...allVectors(files).flatMap(({ id: vector, file, names }) =>
      unknown(names).map((id) => `${id} is no clause: named by the vector ${vector} (${file})`),
    ),
    ...mutants.flatMap(({ id: mutant, clause }) =>
      unknown([clause]).map((id) => `${id} is no clause: named by the mutant ${mutant}`),
    ),
    ...checks.flatMap(({ id: check, requirements }) =>
      unknown(requirements).map((id) => `${id} is no clause: named by the check ${check}`),
    ),
    ...profiles.flatMap(({ profile, deviations }) =>
      unknown(deviations.map(({ clause }) => clause)).map(
        (id) => `${id} is no clause: named by the profile ${profile}`,
      ),
    ),
    ...sees.flatMap(({ id, file, line }) =>
      unknown([id]).map(() => `${file}:${line}: @see ${id} is no clause`),
    ),
  ]
}

function repeatedIds({ files, mutants, checks }: TraceInput): string[] {
  const vectors = allVectors(files)
  const list = (what: string, ids: readonly string[]) =>
    repeated(ids).map((id) => `two ${what} have the id ${id}`)
  return [
    ...list(
      'vectors',
      vectors.map(({ id }) => id),
    ),
    ...list(
      'mutants',
      mutants.map(({ id }) => id),
    ),
    ...list(
      'checks',
      checks.map(({ id }) => id),
    ),
    ...vectors
      .filter(({ names }) => names.length === 0)
      .map(({ id }) => `the vector ${id} names no clause`),
    ...mutants
      .filter(({ id, clause }) => !id.startsWith(`${clause}/`))
      .map(
        ({ id, clause }) => `the mutant ${id} breaks ${clause}: its id begins with "${clause}/"`,
      ),
  ]
}

function untraced({ spec, files }: TraceInput, { clauses }: Trace): string[] {
  // A dialect's vectors show what the dialect does, not what the clause says.
  const own = allVectors(files).filter(({ profile }) => profile === 'spec')
  const shown = new Set(own.flatMap(({ names }) => names))
  return [...spec.clauses.values()].flatMap((clause) => {
    const trace = clauses[clause.id]!
    return lacks(clause, trace, shown.has(clause.id) || trace.checks.length > 0).map(
      (what) => `${clause.file}:${clause.line}: ${clause.id} ${what}`,
    )
  })
}

/** What a clause lacks. */
function lacks({ level, layer }: Clause, { mutants, see }: ClauseTrace, shown: boolean): string[] {
  if (layer === 'untestable') {
    return mutants.map((mutant) => `is untestable, yet has the mutant ${mutant}`)
  }
  const problems = shown ? [] : ['has no vector and no check']
  const files = Object.keys(see)
  if (!files.some((file) => file.startsWith(MODEL))) problems.push(`has no @see in ${MODEL}`)
  if (level === 'MAY') return problems
  if (mutants.length === 0) problems.push('has no mutant')
  if (!files.some((file) => file.startsWith('packages/') && !file.startsWith(CONFORMANCE))) {
    problems.push('has no @see in a package besides conformance')
  }
  return problems
}

/** Pins that no mutant changes: nothing would show if the text had another value. */
function unbrokenPins({ spec, mutants }: TraceInput): string[] {
  const broken = new Set(
    mutants.flatMap(({ clause, pins = [] }) => pins.map((pin) => `${clause} ${pin}`)),
  )
  return [...spec.clauses.values()].flatMap(({ id, rows, file }) => {
    return rows
      .filter(({ name }) => hasPins(id) && isFree(id, name) && !broken.has(`${id} ${name}`))
      .map(({ name, line }) => `${file}:${line}: no mutant changes the pin ${name} of ${id}`)
  })
}

function unanswered({ spec }: TraceInput): string[] {
  const answered = new Set([
    ...[...spec.clauses.values()].flatMap(({ sources }) => sources),
    ...spec.errata.flatMap(({ answers }) => answers),
  ])
  return upstreamIds
    .filter((id) => !answered.has(id))
    .map((id) => `${id} (upstream) is answered by no clause and no erratum`)
}

function repeated(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))]
}
