import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, describe, expect, it } from 'vitest'
import { readResults } from '../../src/runner/read-results.js'
import { resultsJsonSchema } from '../../src/runner/results-schema.js'
import { writeReport } from '../../src/runner/write-report.js'
import { loadSpec } from '../../src/spec/load.js'
import type { Results, Status, TestResult } from '../../src/suite/results.js'

const spec = loadSpec()
const folder = mkdtempSync(join(tmpdir(), 'results-'))
afterAll(() => rmSync(folder, { recursive: true }))

function result(status: Status, rest: Partial<TestResult> = {}): TestResult {
  const problems = [
    { message: 'byte 1 <&"\u0000', at: 'body', expected: '00', hex: true, differsAt: 1 },
  ]
  return {
    id: `id/${status}`,
    layer: 'codec',
    profile: 'spec',
    requirements: ['BF-9'],
    level: 'MUST',
    about: 'about',
    status,
    milliseconds: 12,
    again: 'again',
    ...(/fail/.test(status) && { problems, sent: [{ label: 'input', text: 'x' }] }),
    ...(/expected/.test(status) && { clause: 'BF-9', reason: 'R3: because' }),
    ...(/un|harness/.test(status) && { why: 'why\nat line 2' }),
    ...rest,
  }
}

const statuses: Status[] = [
  'pass',
  'fail',
  'expected-fail',
  'unexpected-pass',
  'unsupported',
  'could-not-run',
  'harness-error',
]

const results: Results = {
  format: 1,
  suite: { version: '0.0.0', vectors: '0.1.0' },
  port: { name: 'port "1"', version: '1', dialect: 'rs', command: 'cmd' },
  seed: 1,
  level: 'MAY',
  started: '2026-11-26T15:00:00.000Z',
  milliseconds: 5,
  exitCode: 1,
  unmatched: ['x'],
  tests: [...statuses.map((status) => result(status)), result('pass', { layer: 'round' })],
}

describe('the schema of results.json', () => {
  it('is published as it is (vitest -u writes it)', async () => {
    const text = `${JSON.stringify(resultsJsonSchema(), null, 2)}\n`
    await expect(text).toMatchFileSnapshot('../../results.schema.json')
  })

  it('knows results, and nothing else', () => {
    const validate = new Ajv2020({ strict: true, validateFormats: false }).compile(
      resultsJsonSchema() as object,
    )
    expect(validate(results)).toBe(true)
    expect(validate({ ...results, format: 2 })).toBe(false)
    expect(validate({ ...results, tests: [{ ...result('pass'), status: 'ok' }] })).toBe(false)
    expect(validate({ ...results, exitCode: 4 })).toBe(false)
  })
})

describe('a file of results', () => {
  const path = join(folder, 'results.json')
  const read = (text: string) => {
    writeFileSync(path, text)
    return readResults(path)
  }

  it('is read as it was written', () => {
    writeReport(join(folder, 'not', 'there', 'yet'), results, spec)
    expect(readResults(join(folder, 'not', 'there', 'yet', 'results.json'))).toEqual(results)
  })

  it.each([
    ['', 'not JSON'],
    ['null', 'not results of this suite'],
    ['[]', 'not results of this suite'],
    [JSON.stringify({ ...results, format: 2 }), 'results of format 2, this suite reads format 1'],
    [JSON.stringify({ ...results, seed: 'x' }), 'not results of this suite: seed'],
  ])('says what it is that is none: %.20s', (text, message) => {
    expect(() => read(text)).toThrow(`${path}: ${message}`)
  })

  it('says when it is not there', () => {
    expect(() => readResults(join(folder, 'nonsuch'))).toThrow('ENOENT')
  })
})
