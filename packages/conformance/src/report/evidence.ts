import type { TestResult } from '../suite/results.js'
import type { Problem, Shown } from '../suite/test.js'
import { cutBytes } from './manner.js'

// What the page keeps of the bytes and texts of a failure: enough around the first difference, and of
// each how much there was. All of it stays in results.json.

/** Bytes kept before the first that differs, and in all; both multiples of a row. */
const LEAD = 64
const KEPT = 512
/** Bytes kept of a body. */
const KEPT_OF_BODY = 1024
/** Characters kept of a text in which something differs, and before that. */
const TEXT = 2000
const TEXT_LEAD = 400
/** Characters kept of a text that only stands there: a file of vectors is to be copied whole. */
const WHOLE_TEXT = 65_536

/** Some bytes of a body. */
export interface Bytes {
  readonly hex: string
  /** Where in the body they begin. */
  readonly from: number
  /** Bytes of the body, where it is known. */
  readonly of?: number | undefined
}

export type Compared =
  | { readonly kind: 'bytes'; readonly expected?: Bytes; readonly actual?: Bytes }
  | { readonly kind: 'text'; readonly expected?: string; readonly actual?: string }

export interface Passed {
  readonly label: string
  readonly text?: string
  readonly bytes?: Bytes
}

/** Of one failed test. */
export interface Evidence {
  /** As many as there are problems; null where nothing can be compared. */
  readonly compared: readonly (Compared | null)[]
  readonly sent: readonly Passed[]
}

export function evidenceOf({ problems = [], sent = [] }: TestResult): Evidence {
  return { compared: problems.map(comparedOf), sent: sent.map(passedOf) }
}

export function hasEvidence({ compared, sent }: Evidence): boolean {
  return sent.length > 0 || compared.some((one) => one !== null)
}

function comparedOf({ expected, actual, hex }: Problem): Compared | null {
  if (expected === undefined && actual === undefined) return null
  const [a, b] = [readBytes(expected, hex), readBytes(actual, hex)]
  if (isRead(expected, a) && isRead(actual, b) && (a?.from ?? 0) === (b?.from ?? a?.from ?? 0)) {
    const start = windowStart(firstApart(a?.hex ?? '', b?.hex ?? '', 2), KEPT, LEAD)
    return {
      kind: 'bytes',
      ...(a && { expected: cut(a, start, KEPT) }),
      ...(b && { actual: cut(b, start, KEPT) }),
    }
  }
  const start = windowStart(firstApart(expected ?? '', actual ?? '', 1), TEXT, TEXT_LEAD)
  return {
    kind: 'text',
    ...(expected !== undefined && { expected: cutText(expected, start, TEXT) }),
    ...(actual !== undefined && { actual: cutText(actual, start, TEXT) }),
  }
}

function isRead(text: string | undefined, bytes: Bytes | undefined): boolean {
  return (text === undefined) === (bytes === undefined)
}

function readBytes(text: string | undefined, hex: boolean | undefined): Bytes | undefined {
  if (text === undefined) return undefined
  if (hex && /^(?:[0-9a-f]{2})*$/.test(text)) return { hex: text, from: 0, of: text.length / 2 }
  const [, from, rest] = cutBytes.exec(text) ?? []
  return rest === undefined ? undefined : { hex: rest, from: Number(from) }
}

/** A whole number of units of so many characters that both have in common. */
function firstApart(a: string, b: string, unit: number): number {
  let at = 0
  while (at < Math.min(a.length, b.length) && a[at] === b[at]) at++
  return Math.floor(at / unit)
}

/** Of rows of 16, so that the cut does not move them. */
function windowStart(differsAt: number, kept: number, lead: number): number {
  return differsAt < kept - lead ? 0 : Math.floor((differsAt - lead) / 16) * 16
}

function cut({ hex, from, of }: Bytes, start: number, length: number): Bytes {
  return { hex: hex.slice(2 * start, 2 * (start + length)), from: from + start, of }
}

function cutText(text: string, start: number, length: number): string {
  const rest = text.length - start - length
  const [before, after] = [
    start > 0 ? `…(${start} characters before)… ` : '',
    rest > 0 ? ` …(${rest} more)…` : '',
  ]
  return `${before}${text.slice(start, start + length)}${after}`
}

/** What checks say of a body that they have cut themselves. */
const cutBody = /^(\d+) bytes, of which these are the first \d+$/
const cutLabel = /, the first \d+ of (\d+) bytes$/

function passedOf({ label, text, hex }: Shown): Passed {
  if (hex === undefined || !/^(?:[0-9a-f]{2})*$/.test(hex)) {
    const words = [text, hex].filter((part) => part !== undefined).join('\n')
    return { label, ...(words !== '' && { text: cutText(words, 0, WHOLE_TEXT) }) }
  }
  const whole = cutBody.exec(text ?? '')?.[1] ?? cutLabel.exec(label)?.[1]
  const of = whole === undefined ? hex.length / 2 : Number(whole)
  const isSaid = cutBody.test(text ?? '')
  return {
    label: label.replace(cutLabel, ''),
    ...(text !== undefined && !isSaid && { text: cutText(text, 0, WHOLE_TEXT) }),
    bytes: cut({ hex, from: 0, of }, 0, KEPT_OF_BODY),
  }
}
