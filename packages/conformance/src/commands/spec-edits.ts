import { type ChangedVector, changedVectors } from '../author/changed-vectors.js'
import { type ClauseChange, compareClauses } from '../spec/compare.js'
import { parseChapters } from '../spec/parse.js'
import { arrow, counted, type Report } from './report.js'
import { committedTexts } from './spec-git.js'
import { type Impact, impacts } from './spec-impact.js'
import { readInputs } from './spec-inputs.js'

/** What the edits of the working tree touch: clauses since the last commit, and vectors. */
export async function impactOfEdits(): Promise<Report> {
  const inputs = readInputs()
  const texts = committedTexts()
  const before = texts && parseChapters(texts).clauses
  const changes = before === undefined ? [] : compareClauses(before, inputs.spec.clauses)
  const touched = new Map(
    impacts(
      changes.map(({ id }) => id),
      inputs,
    ).map((impact) => [impact.id, impact]),
  )
  const vectors = await changedVectors()
  const clauses = changes.map((change) => ({ ...change, touches: touches(touched.get(change.id)) }))
  return {
    result: { base: before === undefined ? null : 'HEAD', clauses, vectors },
    lines: [
      ...(before === undefined
        ? ['no git here, or no commit: clauses are not compared, vectors are']
        : [`${counted(clauses.length, 'clause')} changed since the last commit`]),
      ...clauses.flatMap((clause) => describeClause(clause)),
      '',
      `${counted(vectors.length, 'vector')} changed`,
      ...vectors.map(describeVector),
    ],
    exitCode: 0,
  }
}

type Touches = Pick<Impact, 'vectors' | 'checks' | 'mutants' | 'profiles' | 'see' | 'namedBy'>

function touches(impact: Impact | undefined): Touches | undefined {
  if (impact === undefined) return undefined
  const { vectors, checks, mutants, profiles, see, namedBy } = impact
  return { vectors, checks, mutants, profiles, see, namedBy }
}

function describeClause({
  id,
  change,
  fields,
  touches,
}: ClauseChange & { readonly touches: Touches | undefined }): string[] {
  const parts =
    touches === undefined
      ? []
      : [
          counted(touches.vectors.length, 'vector'),
          ...(touches.checks.length > 0 ? [counted(touches.checks.length, 'check')] : []),
          counted(touches.mutants.length, 'mutant'),
          counted(touches.see.length, '@see', '@see'),
          ...touches.profiles.map(({ profile }) => `profile ${profile}`),
        ]
  return [
    '',
    `${id} ${change}`,
    ...fields.map(({ field, before, after }) => `  ${field}  ${arrow(before, after)}`),
    ...(parts.length > 0 ? [`  named by ${parts.join(', ')}`] : []),
  ]
}

function describeVector({ id, requirements, before, after }: ChangedVector): string {
  return `  ${id} (${requirements.join(', ')})  ${arrow(before, after)}`
}
