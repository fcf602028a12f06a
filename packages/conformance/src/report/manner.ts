import type { TestResult } from '../suite/results.js'
import type { Problem } from '../suite/test.js'
import { isFailure } from './status.js'

/** How a port fails. */
export interface Manner {
  readonly id: string
  /** Of the port, in a few words. */
  readonly says: string
  /** A reader is told before anything else: it harms more than a conversation. */
  readonly grave?: boolean
}

interface Rule extends Manner {
  /** Of the place and the sentence that say what is wrong. */
  readonly pattern: RegExp
}

/** The gravest first. The sentences are those of the checks, of the runner and of the judge. */
const rules: readonly Rule[] = [
  { id: 'crash', says: 'crashes', grave: true, pattern: /\bcrashed\b|\bprocess (has )?ended\b/ },
  {
    id: 'no-end',
    says: 'gives no answer, or finds no end',
    grave: true,
    pattern:
      /\bwedged\b|\bno answer (with)?in\b|\bnot done in\b|does not end by itself|goes on without end|\bgave up\b/,
  },
  { id: 'memory', says: 'takes too much memory', grave: true, pattern: /memory has grown/ },
  {
    id: 'unverified',
    says: 'stores what it must not',
    grave: true,
    pattern: /stored bytes that do not hash|has stored /,
  },
  {
    id: 'false-end',
    says: 'reports as complete what is not',
    grave: true,
    pattern: /reports a complete transfer|says that it lacks nothing|\bcomplete: false expected/,
  },
  {
    id: 'taken',
    says: 'takes what must be refused',
    pattern: /: expected to be refused|was not refused|\brefused: true expected/,
  },
  {
    id: 'refused',
    says: 'refuses what must be taken',
    pattern: /: refused as |not answered as it should/,
  },
]

const bytes: Manner = { id: 'bytes', says: 'writes other bytes' }
const other: Manner = { id: 'value', says: 'has another value, or breaks a rule' }

/** All of them, the gravest first. */
export const manners: readonly Manner[] = [...rules, bytes, other]

/** The gravest manner in which a test fails; undefined of one that does not. */
export function mannerOf({ status, problems = [] }: TestResult): Manner | undefined {
  if (!isFailure(status)) return undefined
  const texts = problems.map(({ at = '', message }) => `${at}: ${message}`)
  const found = rules.find(({ pattern }) => texts.some((text) => pattern.test(text)))
  return found ?? (problems.some(hasBytes) ? bytes : other)
}

/** Long ones stand as text, from the byte on that differs. */
export const cutBytes = /^from byte (\d+): ((?:[0-9a-f]{2})*)$/

function hasBytes({ hex, actual }: Problem): boolean {
  return hex === true || (actual !== undefined && cutBytes.test(actual))
}
