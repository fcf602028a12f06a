import { describe, expect, it } from 'vitest'
import { deviations, exitCode, strictest, verdict } from '../../src/runner/verdict.js'
import { loadSpec } from '../../src/spec/load.js'
import type { Level, Status, TestResult } from '../../src/suite/results.js'

const spec = loadSpec()

function result(status: Status, rest: Partial<TestResult> = {}): TestResult {
  return {
    id: 'a',
    layer: 'codec',
    profile: 'spec',
    requirements: ['BF-9'],
    level: 'MUST',
    about: '',
    status,
    milliseconds: 0,
    ...rest,
  }
}

const code = (statuses: Status[], rest: Partial<TestResult> = {}, asked: Level = 'MAY') =>
  exitCode(
    statuses.map((status) => result(status, rest)),
    [],
    asked,
    false,
  )

describe('the exit code', () => {
  it('is 0 if nothing fails but what is known to', () => {
    expect(code(['pass', 'expected-fail', 'unsupported', 'could-not-run'])).toBe(0)
  })

  it('is 1 if something fails, or passes unexpectedly, or is known and not there', () => {
    expect(code(['pass', 'fail'])).toBe(1)
    expect(code(['pass', 'unexpected-pass'], { level: 'MAY' }, 'MUST')).toBe(1)
    expect(exitCode([result('pass')], ['b'], 'MAY', false)).toBe(1)
    expect(exitCode([result('fail')], [], 'MAY', true)).toBe(1)
  })

  it('does not mind failures of weaker clauses than are asked for', () => {
    expect(code(['pass', 'fail'], { level: 'SHOULD' }, 'MUST')).toBe(0)
    expect(code(['pass', 'fail'], { level: 'SHOULD' }, 'SHOULD')).toBe(1)
    expect(code(['pass', 'fail'], { level: 'MUST' }, 'SHOULD')).toBe(1)
    expect(code(['pass', 'fail'], { level: 'MAY' }, 'SHOULD')).toBe(0)
  })

  it('is 3 if nothing was found out, or not all', () => {
    expect(code([])).toBe(3)
    expect(code(['unsupported', 'could-not-run'])).toBe(3)
    expect(code(['pass', 'harness-error'])).toBe(3)
    expect(exitCode([result('pass')], [], 'MAY', true)).toBe(3)
  })
})

it('takes the level of a test from its strictest clause', () => {
  const byLevel = (level: Level) =>
    [...spec.clauses.values()].find((one) => one.level === level)!.id
  const [must, should, may] = [byLevel('MUST'), byLevel('SHOULD'), byLevel('MAY')]
  expect(strictest([may, must, should], spec)).toBe('MUST')
  expect(strictest([may, should], spec)).toBe('SHOULD')
  expect(strictest([may], spec)).toBe('MAY')
})

describe('the verdict', () => {
  const port = (dialect: 'spec' | 'rs') => ({ name: 'p', version: '1', dialect, command: 'p' })

  it('names the clauses of failed tests, in the order of the text', () => {
    const tests = [
      result('fail', { requirements: ['HTTP-1', 'BF-9'] }),
      result('expected-fail', { requirements: ['BF-10', 'BF-8'], clause: 'BF-8' }),
      result('pass', { requirements: ['BF-1'] }),
      result('fail', { requirements: ['MSG-1'], profile: 'rs' }),
    ]
    expect(deviations(tests, spec)).toEqual(['BF-8', 'BF-9', 'HTTP-1'])
  })

  it('tells how a port fares in its dialect and by the specification', () => {
    const own = [result('pass', { profile: 'rs' }), result('unsupported', { profile: 'rs' })]
    const tests = [...own, result('fail'), result('pass')]
    expect(verdict({ port: port('rs'), tests }, spec)).toBe(
      'conforms to rs (1 of 1); deviates from the specification at BF-9 (1 of 2)',
    )
    const failing = [...tests, result('fail', { profile: 'rs' })]
    expect(verdict({ port: port('rs'), tests: failing }, spec)).toMatch(
      /^deviates from rs \(1 of 2\)/,
    )
  })

  it('is short for who speaks the specification', () => {
    expect(verdict({ port: port('spec'), tests: [result('pass')] }, spec)).toBe(
      'conforms to the specification (1 of 1)',
    )
    expect(verdict({ port: port('spec'), tests: [result('unsupported')] }, spec)).toBe(
      'nothing was found out',
    )
  })
})
