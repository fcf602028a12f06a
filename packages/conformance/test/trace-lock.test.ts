import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { checkLock, compareTraces, writeLock } from '../src/trace/lock.js'
import type { Trace } from '../src/trace/trace.js'

const BF9 = {
  vectors: ['indices/at-24', 'indices/at-600'],
  checks: ['every-cut'],
  mutants: ['BF-9/shift-by-one'],
  deviations: ['go', 'rs'],
  see: { 'packages/bloom/src/indices.ts': 2 },
}
const TRACE: Trace = { clauses: { 'BF-9': BF9 }, errata: { 'E-1': ['CM-31', 'X1'] } }

function withBf9(more: Partial<typeof BF9>): Trace {
  return { ...TRACE, clauses: { 'BF-9': { ...BF9, ...more } } }
}

it.each([
  ['clause BF-9', { ...TRACE, clauses: {} }],
  ['BF-9: the vector indices/at-600', withBf9({ vectors: ['indices/at-24'] })],
  ['BF-9: the check every-cut', withBf9({ checks: [] })],
  ['BF-9: the mutant BF-9/shift-by-one', withBf9({ mutants: [] })],
  ['BF-9: the deviation of go', withBf9({ deviations: ['rs'] })],
  [
    'BF-9: a @see in packages/bloom/src/indices.ts',
    withBf9({ see: { 'packages/bloom/src/indices.ts': 1 } }),
  ],
  ['erratum E-1', { ...TRACE, errata: {} }],
  ['E-1: the answer to X1', { ...TRACE, errata: { 'E-1': ['CM-31'] } }],
])('names what has gone and what has come: %s', (what, without) => {
  expect(compareTraces(TRACE, without)).toEqual([`${what} is gone; it stands in spec/trace.json`])
  expect(compareTraces(without, TRACE)).toEqual([
    `${what} is new: accept with \`npm run -s spec -- check --write\``,
  ])
})

it('says nothing of what is the same', () => {
  expect(compareTraces(TRACE, structuredClone(TRACE))).toEqual([])
})

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'car-mirror-lock-'))
  mkdirSync(join(root, 'spec'))
})
afterEach(() => rmSync(root, { recursive: true }))

it('is written and compared', () => {
  writeLock(root, TRACE)
  expect(checkLock(root, TRACE)).toEqual([])
  expect(checkLock(root, withBf9({ mutants: [] }))).toHaveLength(1)
})

it.each([
  [undefined, 'spec/trace.json is missing'],
  ['{', 'spec/trace.json: not JSON: '],
  ['{ "clauses": {} }', 'spec/trace.json: errata: '],
])('says what is wrong with the file: %j', (text, message) => {
  if (text !== undefined) writeFileSync(join(root, 'spec/trace.json'), text)
  const problems = checkLock(root, TRACE)
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain(message)
})
