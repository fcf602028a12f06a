import { describe, expect, it } from 'vitest'
import { problemOf } from '../../src/runner/problems.js'
import { shownJson } from '../../src/runner/shorten.js'

const nothing = () => undefined

describe('a problem', () => {
  it('has the first byte that differs', () => {
    const difference = { at: 'filter', message: '', expected: '00010203', actual: '00010903' }
    expect(problemOf(difference, nothing)).toEqual({
      at: 'filter',
      message: 'byte 2 is the first that differs: 02 expected, 09 came',
      expected: '00010203',
      actual: '00010903',
      hex: true,
      differsAt: 2,
    })
  })

  it('has it where one side ends', () => {
    const difference = { at: 'body', message: '', expected: '0001', actual: '00' }
    expect(problemOf(difference, nothing)).toMatchObject({
      message:
        '2 bytes expected, 1 came; byte 1 is the first that differs: 01 expected, no more came',
      differsAt: 1,
    })
  })

  it('has it of bytes of which only the hash is known, if somebody knows them', () => {
    const expected = { length: 3000, sha256: 'ab'.repeat(32) }
    const actual = '00'.repeat(3000)
    const difference = { at: 'filter', message: '', expected, actual }
    const whole = `${'00'.repeat(2999)}01`
    expect(problemOf(difference, () => whole)).toMatchObject({ differsAt: 2999, hex: true })
    // sha2-256 of 3,000 zero bytes, by coreutils
    const sha256 = 'c81ca5eda5947c7826ad046fdbdc2a25a846b835a6c34c237cc8b3afbe9ec6cc'
    const unknown = problemOf(difference, nothing)
    expect(unknown).toMatchObject({ actual: JSON.stringify({ length: 3000, sha256 }) })
    expect(unknown.hex).toBeUndefined()
  })

  it('does not keep megabytes', () => {
    const expected = '00'.repeat(1_000_000)
    const actual = `${'00'.repeat(900_000)}01${'00'.repeat(99_999)}`
    const problem = problemOf({ at: 'filter', message: '', expected, actual }, nothing)
    expect(problem.message).toMatch(/^byte 900000 is the first that differs: 00 expected, 01 came$/)
    expect(problem.actual).toMatch(/^from byte 899984: 0{32}01/)
    expect(JSON.stringify(problem).length).toBeLessThan(20_000)
  })

  it('has the first item that differs of long lists', () => {
    const expected = Array.from({ length: 100 }, (_, i) => i)
    const difference = {
      at: 'indices',
      message: '',
      expected,
      actual: [...expected.slice(0, 98), 7],
    }
    expect(problemOf(difference, nothing).message).toBe(
      '100 items expected, 99 came; item 98 is the first that differs: 98 expected, 7 came',
    )
  })

  it('is what it was where there is nothing to be compared', () => {
    const message = 'expected to be refused as message, was taken'
    expect(problemOf({ message }, nothing)).toEqual({ message })
  })
})

it('shows every value on one line, and no text whole that is long', () => {
  expect(shownJson({ a: ['x'.repeat(1000), 1], b: undefined }, 10)).toBe(
    '{"a":["xxxxx…(990 more)…xxxxx",1]}',
  )
  expect(shownJson(undefined)).toBe('nothing')
})
