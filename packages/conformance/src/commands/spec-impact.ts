import type { Clause } from '../spec/clause.js'
import { buildTrace } from '../trace/trace.js'
import { counted, type Report } from './report.js'
import { type Inputs, readInputs } from './spec-inputs.js'

/** All that a clause touches. */
export interface Impact
  extends Pick<
    Clause,
    'id' | 'title' | 'level' | 'binds' | 'layer' | 'sources' | 'text' | 'pins' | 'file' | 'line'
  > {
  readonly open?: string
  /** Clauses whose text names this one. */
  readonly namedBy: readonly string[]
  readonly vectors: readonly string[]
  readonly checks: readonly string[]
  readonly mutants: readonly { readonly id: string; readonly does: string }[]
  readonly profiles: readonly {
    readonly profile: string
    readonly how: string
    readonly pins?: object
  }[]
  readonly see: readonly string[]
}

/** What these clauses touch. */
export function impactOf(ids: readonly string[]): Report {
  const inputs = readInputs()
  const unknown = [...new Set(ids)].filter((id) => !inputs.spec.clauses.has(id))
  if (unknown.length > 0) {
    const message = unknown.map((id) => `${id} is no clause`).join('\n')
    return {
      result: { error: { code: 'ERR_CLAUSE_UNKNOWN', message } },
      lines: [message],
      exitCode: 2,
    }
  }
  const clauses = impacts(ids, inputs)
  return { result: { clauses }, lines: clauses.flatMap(describe), exitCode: 0 }
}

/** In the order of `ids`; ids that are no clauses are left out. */
export function impacts(ids: readonly string[], inputs: Inputs): Impact[] {
  const trace = buildTrace(inputs)
  const { spec, profiles, sees, mutants } = inputs
  const all = [...spec.clauses.values()]
  return [...new Set(ids)].flatMap((id) => {
    const [clause, traced] = [spec.clauses.get(id), trace.clauses[id]]
    if (clause === undefined || traced === undefined) return []
    const { order: _, rows: _rows, section: _section, ...shown } = clause
    const name = new RegExp(`\\b${id}\\b`)
    return {
      ...shown,
      namedBy: all
        .filter((other) => other !== clause && name.test(`${other.text}\n${other.open ?? ''}`))
        .map((other) => other.id),
      vectors: traced.vectors,
      checks: traced.checks,
      mutants: mutants
        .filter((mutant) => mutant.clause === id)
        .map((mutant) => ({ id: mutant.id, does: mutant.does })),
      profiles: profiles.flatMap(({ profile, deviations }) =>
        deviations
          .filter((deviation) => deviation.clause === id)
          .map(({ how, pins }) => ({ profile, how, ...(pins && { pins }) })),
      ),
      see: sees.filter((see) => see.id === id).map(({ file, line }) => `${file}:${line}`),
    }
  })
}

function describe(clause: Impact): string[] {
  const { binds, sources, pins, vectors, checks, mutants, profiles, see, namedBy } = clause
  const list = (title: string, entries: readonly string[]) =>
    entries.length === 0 ? [] : [`  ${title}`, ...entries.map((entry) => `    ${entry}`)]
  const paragraphs = [clause.text, clause.open ?? ''].filter((text) => text !== '')
  return [
    `${clause.id} ${clause.title}`,
    `  ${clause.level}, ${binds.join(', ')}; ${clause.layer}; ${sources.join(', ')}`,
    `  ${clause.file}:${clause.line}`,
    ...paragraphs.flatMap((text) => ['', ...text.split('\n').map((line) => `  ${line}`.trimEnd())]),
    '',
    ...list(
      'pins',
      Object.entries(pins).map(([name, value]) => `${name} = ${JSON.stringify(value)}`),
    ),
    ...list('named by', namedBy),
    ...list(counted(vectors.length, 'vector'), vectors),
    ...list(counted(checks.length, 'check'), checks),
    ...list(
      counted(mutants.length, 'mutant'),
      mutants.map(({ id, does }) => `${id}  ${does}`),
    ),
    ...list(
      'dialects that differ',
      profiles.map(({ profile, how }) => `${profile}  ${how}`),
    ),
    ...list('@see', see),
    '',
  ]
}
