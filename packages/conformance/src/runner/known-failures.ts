import { readFileSync } from 'node:fs'
import type { Test } from '../suite/test.js'
import { UsageError } from './usage-error.js'

/** A failure that is known, and why it is there. */
export interface KnownFailure {
  readonly id: string
  readonly clause: string
  /** With the id of the bug before it, where it has one. */
  readonly reason: string
  readonly line: number
}

/** Fields are parted by two blanks or more, or by a tab. */
const LINE =
  /^(?<id>\S+)(?: {2,}|\t+)(?<clause>[A-Z]+-\d+)(?: (?<bug>\S+))?(?: {2,}|\t+)(?<reason>\S.*)$/

/**
 * A file of known failures, one a line: `<id of the test>  <CLAUSE>[ <id of the bug>]  <reason>`. Empty
 * lines and those that begin with # say nothing.
 * @throws UsageError that names each line with which something is wrong
 */
export function readKnownFailures(path: string): KnownFailure[] {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new UsageError(`--known-failures: ${(error as Error).message}`)
  }
  const known: KnownFailure[] = []
  const faults: string[] = []
  const lines = new Map<string, number>()
  text.split(/\r?\n/).forEach((content, index) => {
    const line = index + 1
    if (/^\s*(#|$)/.test(content)) return
    const { id = '', clause = '', bug, reason = '' } = LINE.exec(content.trimEnd())?.groups ?? {}
    const before = lines.get(id)
    if (id === '') {
      faults.push(
        `${path}:${line}: not "<test id>  <CLAUSE>[ <bug id>]  <reason>", two blanks between`,
      )
    } else if (before !== undefined) {
      faults.push(`${path}:${line}: ${id} stands in line ${before} already`)
    } else {
      lines.set(id, line)
      known.push({ id, clause, reason: bug === undefined ? reason : `${bug}: ${reason}`, line })
    }
  })
  if (faults.length > 0) throw new UsageError(faults.join('\n'))
  return known
}

/** @throws UsageError for a clause that its test does not name */
export function checkClauses(
  path: string,
  known: readonly KnownFailure[],
  tests: readonly Test[],
): void {
  const byId = new Map(tests.map((test) => [test.id, test]))
  const faults = known.flatMap(({ id, clause, line }) => {
    const { requirements = [clause] } = byId.get(id) ?? {}
    if (requirements.includes(clause)) return []
    return [`${path}:${line}: ${id} is of ${requirements.join(', ')}, not of ${clause}`]
  })
  if (faults.length > 0) throw new UsageError(faults.join('\n'))
}
