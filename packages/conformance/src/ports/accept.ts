import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Spec } from '../spec/clause.js'
import type { DialectProfile } from '../spec/profiles.js'
import type { Results, TestResult } from '../suite/results.js'

/** What a file of known failures became. */
export interface Accepted {
  readonly added: readonly string[]
  readonly dropped: readonly string[]
  /** Failed tests of clauses from which the profile says nothing of. They stay out of the file. */
  readonly unexplained: readonly string[]
}

/**
 * Brings a file of known failures in line with a run: a line for each new failure of a clause that
 * the profile of the dialect explains; none for what passes, or is no test any more. Other lines and
 * comments stay as they are.
 */
export function acceptFailures(
  path: string,
  { tests, unmatched }: Results,
  { deviations }: DialectProfile,
  spec: Spec,
): Accepted {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []
  const gone = new Set([
    ...unmatched,
    ...tests.filter(({ status }) => status === 'unexpected-pass').map(({ id }) => id),
  ])
  const explained = new Map(deviations.map((deviation) => [deviation.clause, deviation]))
  const failed = tests.filter(({ status }) => status === 'fail')
  const added: string[] = []
  const unexplained: string[] = []
  for (const { id, requirements, clause } of failed) {
    const named = [...(clause === undefined ? [] : [clause]), ...requirements]
    const deviation = explained.get(named.find((one) => explained.has(one)) ?? '')
    if (deviation === undefined) unexplained.push(`${id} [${requirements.join(' ')}]`)
    else added.push(lineOf(id, deviation))
  }
  const kept = lines.filter((line) => line !== '' && !gone.has(idOf(line)))
  const order = new Map([...spec.clauses.keys()].map((id, at) => [id, at]))
  const all = sortedLines([...kept, ...added], tests, order)
  if (added.length + gone.size > 0) writeFileSync(path, `${all.join('\n')}\n`)
  return { added, dropped: [...gone], unexplained }
}

function lineOf(id: string, { clause, bugs, how }: DialectProfile['deviations'][number]): string {
  return `${id}  ${[clause, ...(bugs ? [bugs.join(',')] : [])].join(' ')}  ${how}`
}

function idOf(line: string): string {
  return line.split(/\s/, 1)[0]!
}

/** Comments first, then by clause in the order of the text, then as the tests run. */
function sortedLines(
  lines: readonly string[],
  tests: readonly TestResult[],
  order: ReadonlyMap<string, number>,
): string[] {
  const places = new Map(tests.map(({ id }, at) => [id, at]))
  const key = (line: string): [number, number] => {
    if (line.startsWith('#')) return [-1, 0]
    const clause = /\s{2,}([A-Z]+-\d+)/.exec(line)?.[1] ?? ''
    return [order.get(clause) ?? 0, places.get(idOf(line)) ?? 0]
  }
  return lines
    .map((line) => ({ line, at: key(line) }))
    .sort((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1])
    .map(({ line }) => line)
}
