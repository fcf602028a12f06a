import { describe, expect, it } from 'vitest'
import { evidenceOf } from '../../src/report/evidence.js'
import type { TestResult } from '../../src/suite/results.js'
import type { Problem, Shown } from '../../src/suite/test.js'

const base: TestResult = {
  id: 'a/b',
  layer: 'codec',
  profile: 'spec',
  requirements: ['BF-9'],
  level: 'MUST',
  about: '',
  status: 'fail',
  milliseconds: 1,
}

describe('bytes that are compared', () => {
  it('are kept whole where they are few', () => {
    expect(compared({ expected: '0102', actual: '01', hex: true, differsAt: 1 })).toEqual({
      kind: 'bytes',
      expected: { hex: '0102', from: 0, of: 2 },
      actual: { hex: '01', from: 0, of: 1 },
    })
  })

  it('are cut around the first that differs, with what there was', () => {
    const expected = '00'.repeat(3000)
    const actual = `${'00'.repeat(2000)}ff${'00'.repeat(900)}`
    const { expected: a, actual: b } = compared({ expected, actual, hex: true }) as {
      expected: { hex: string; from: number; of: number }
      actual: { hex: string; from: number; of: number }
    }
    expect([a.of, b.of]).toEqual([3000, 2901])
    expect(a.from).toBe(b.from)
    expect(a.from % 16).toBe(0)
    const differing = 2000 - b.from
    expect(differing).toBeGreaterThanOrEqual(64)
    expect(differing).toBeLessThan(64 + 16)
    expect(b.hex.slice(2 * differing, 2 * differing + 2)).toBe('ff')
    expect(b.hex.length).toBe(2 * 512)
  })

  it('are read where a result has only a part of them', () => {
    expect(compared({ expected: 'from byte 32: 0a0b', actual: 'from byte 32: 0a0c' })).toEqual({
      kind: 'bytes',
      expected: { hex: '0a0b', from: 32, of: undefined },
      actual: { hex: '0a0c', from: 32, of: undefined },
    })
    expect(compared({ expected: 'from byte 1: 0a', actual: 'from byte 2: 0a' }).kind).toBe('text')
  })

  it('do not stand beside a text', () => {
    expect(compared({ expected: '0a', actual: 'nothing', hex: true }).kind).toBe('text')
  })
})

describe('texts', () => {
  it('are cut around the first character that differs', () => {
    const [expected, actual] = [`${'a'.repeat(5000)}b`, `${'a'.repeat(5000)}c`]
    const { actual: shown } = compared({ expected, actual }) as { actual: string }
    expect(shown.length).toBeLessThan(1000)
    expect(shown).toMatch(/^…\(\d+ characters before\)… a+c$/)
  })

  it('are there alone where the other side is not', () => {
    expect(compared({ actual: '"x"' })).toEqual({ kind: 'text', actual: '"x"' })
  })
})

describe('what went over', () => {
  it('has the length that was there before it was cut, by a check or here', () => {
    const hex = '0a'.repeat(2048)
    const text = '3790 bytes, of which these are the first 2048'
    expect(passed({ label: 'answer: 200', text, hex })).toEqual({
      label: 'answer: 200',
      bytes: { hex: '0a'.repeat(1024), from: 0, of: 3790 },
    })
    const label = 'request 1: POST /x, the first 2048 of 9000 bytes'
    expect(passed({ label, hex })).toMatchObject({
      label: 'request 1: POST /x',
      bytes: { of: 9000 },
    })
    expect(passed({ label: 'body', hex: '0a' }).bytes).toEqual({ hex: '0a', from: 0, of: 1 })
  })

  it('keeps a text beside the bytes', () => {
    expect(passed({ label: 'a', text: 'says', hex: '' })).toEqual({
      label: 'a',
      text: 'says',
      bytes: { hex: '', from: 0, of: 0 },
    })
  })
})

function compared(problem: Omit<Problem, 'message'>) {
  return evidenceOf({ ...base, problems: [{ message: '', ...problem }] }).compared[0]!
}

function passed(shown: Shown) {
  return evidenceOf({ ...base, sent: [shown] }).sent[0]!
}
