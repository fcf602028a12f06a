import type { Spec } from '../spec/clause.js'
import type { TestResult } from '../suite/results.js'
import type { Problem, Shown } from '../suite/test.js'
import { shortened } from './shorten.js'

/** Bytes of each side that are shown, of which a quarter comes before the first that differs. */
const WINDOW = 32

/**
 * A failure for a person: the clauses, what went to the port, what is wrong and where, and how to
 * repeat it.
 */
export function failureText(result: TestResult, { clauses }: Spec): string {
  const { id, level, layer, requirements, about, sent = [], problems = [], again = '' } = result
  const texts = requirements.flatMap((requirement) => {
    const clause = clauses.get(requirement)
    if (clause === undefined) return []
    const pins = clause.rows.map(({ name, value }) => `${name} = ${JSON.stringify(value)}`)
    const text = [...(clause.text === '' ? [] : [clause.text]), ...pins].join('\n')
    return [`    ${clause.id} ${clause.title} (${clause.level})`, ...indented(text, 6)]
  })
  return [
    `FAIL ${id}  ${level}, ${layer}`,
    ...texts,
    `  about   ${about}`,
    ...sent.flatMap(sentLines),
    ...problems.flatMap(problemLines),
    `  again   ${again}`,
    '',
  ].join('\n')
}

/** What is neither passed nor failed, nor only unsupported, in a line. */
export function otherText({ status, id, why = '', reason = '' }: TestResult): string | undefined {
  if (status === 'unexpected-pass') return `UNEXPECTED PASS ${id}: known to fail: ${reason}`
  if (status === 'harness-error') return `FAULT OF THE SUITE ${id}: ${why}`
  return status === 'could-not-run' ? `COULD NOT RUN ${id}: ${why.split('\n', 1)[0]}` : undefined
}

function sentLines({ label, text, hex }: Shown): string[] {
  const shown = [
    ...(text === undefined ? [] : [shortened(text, 600)]),
    ...(hex === undefined ? [] : [shortened(hex)]),
  ]
  const [first = '', ...rest] = shown.flatMap((part) => part.split('\n'))
  return [`  ${label}: ${first}`, ...rest.map((line) => `      ${line}`)]
}

function problemLines({ at, message, expected, actual, hex, differsAt }: Problem): string[] {
  const line = `  wrong   ${at === undefined ? '' : `${at}: `}${message}`
  if (!hex || differsAt === undefined || expected === undefined || actual === undefined)
    return [line]
  const start = Math.max(0, differsAt - WINDOW / 4)
  const pointer = ' '.repeat(2 + bytesText('', start).length + 3 * (differsAt - start))
  return [
    line,
    `    expected  ${bytesText(expected, start)}`,
    `    actual    ${bytesText(actual, start)}`,
    `            ${pointer}^^ byte ${differsAt}`,
  ]
}

/** `… 0a 0b 0c …` from a byte on. */
function bytesText(hex: string, start: number): string {
  const bytes = hex.slice(2 * start, 2 * (start + WINDOW)).replace(/../g, '$& ')
  return `${start > 0 ? '… ' : ''}${bytes}${hex.length > 2 * (start + WINDOW) ? '…' : ''}`.trimEnd()
}

function indented(text: string, columns: number): string[] {
  return text.split('\n').map((line) => (line === '' ? '' : ' '.repeat(columns) + line))
}
