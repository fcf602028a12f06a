import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asciiOf, differenceOf, isOther, rowsOf } from '../../src/report/in-page/bytes.js'
import { compareTexts } from '../../src/report/in-page/compare-text.js'
import { script } from '../../src/report/in-page/script.js'
import { readInput } from '../../src/report/in-page/sent.js'
import { visible } from '../../src/report/in-page/visible.js'
import { isNarrow, passes, readHash, writeHash } from '../../src/report/in-page/wish.js'

describe('a difference of bytes', () => {
  it('begins at the first that is not there on both sides', () => {
    expect(differenceOf(['0102', '0103'], true)).toEqual({ first: 1, tail: 0 })
    expect(differenceOf(['0102', '01'], true)).toEqual({ first: 1, tail: 0 })
    expect(differenceOf(['', '01'], true)).toEqual({ first: 0, tail: 0 })
    expect(differenceOf(['01', '01'], true)).toEqual({ first: -1, tail: 0 })
  })

  it('ends where the rest is the same, if one is longer and all is there', () => {
    const [a, b] = ['aa0102030405', 'aabbcc0102030405']
    expect(differenceOf([a, b], true)).toEqual({ first: 1, tail: 5 })
    expect(differenceOf([a, b], false)).toEqual({ first: 1, tail: 0 })
    const marked = [0, 1, 2, 3].filter((at) => isOther([a, b], 1, at, { first: 1, tail: 5 }))
    expect(marked).toEqual([1, 2])
    expect(isOther([a, b], 0, 1, { first: 1, tail: 5 })).toBe(false)
  })

  it('marks each byte that differs, and no other, of two that are as long', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 40 }),
        fc.nat(),
        fc.nat(),
        (one, x, y) => {
          const other = Uint8Array.from(one)
          for (const at of [x % one.length, y % one.length]) other[at]! ^= 1
          const sides = [hexOf(one), hexOf(other)]
          const difference = differenceOf(sides, true)
          const marked = [...one.keys()].filter((at) => isOther(sides, 0, at, difference))
          expect(marked).toEqual([...one.keys()].filter((at) => one[at] !== other[at]))
        },
      ),
    )
  })
})

describe('rows of a dump', () => {
  it('are all there, and those that repeat are counted', () => {
    expect(rowsOf(['00'.repeat(40)], 8)).toEqual([{ at: 0, alike: 4 }])
    expect(rowsOf(['00'.repeat(17)], 8)).toEqual([
      { at: 0, alike: 1 },
      { at: 16, alike: 0 },
    ])
    expect(rowsOf([''], 8)).toEqual([])
  })

  it('are not folded where the sides differ', () => {
    expect(rowsOf(['00'.repeat(16), '11'.repeat(16)], 8)).toHaveLength(2)
  })

  it('have characters where they can be seen', () => {
    expect(['41', '7e', '7f', '20', '00', 'ff', ''].map(asciiOf).join('|')).toBe('A|~|·|·|·|·| ')
  })
})

describe('a difference of texts', () => {
  it('leaves unmarked what both have', () => {
    const [a, b] = compareTexts('[1,22,3]', '[1,23,3]')
    expect(a).toEqual([
      { text: '[1,', same: true },
      { text: '22', same: false },
      { text: ',3]', same: true },
    ])
    expect(b[1]).toEqual({ text: '23', same: false })
  })

  it('sees an item that was put in', () => {
    const [a, b] = compareTexts('["a","c"]', '["a","b","c"]')
    expect(a.filter(({ same }) => !same)).toEqual([])
    const added = b.filter(({ same }) => !same).map(({ text }) => text)
    expect(added.join('')).toContain('b')
  })

  it('loses no character, and has as much in common on both sides', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 })
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [a, b] = compareTexts(one, other)
        const join = (pieces: typeof a, which: boolean[]) =>
          pieces
            .filter(({ same }) => which.includes(same))
            .map(({ text }) => text)
            .join('')
        expect(join(a, [true, false])).toBe(one)
        expect(join(b, [true, false])).toBe(other)
        expect(join(a, [true])).toBe(join(b, [true]))
      }),
    )
  })

  it('gives up on long ones, and is quick', () => {
    const [one, other] = ['a '.repeat(5000), 'b '.repeat(5000)]
    const [a] = compareTexts(one, other)
    expect(a[0]!.same).toBe(false)
  })
})

describe('the filter', () => {
  it('stands in the address, and is read from it', () => {
    const wish = { port: '1', clause: 'BF-9', q: 'a b&c=#', test: 'x/y#type' }
    expect(readHash(writeHash(wish))).toEqual(wish)
    expect(readHash('#BF-9')).toEqual({ clause: 'BF-9' })
    expect(readHash('')).toEqual({})
    expect(readHash('#tests')).toBeUndefined()
    expect(readHash('#other=1&status=fail')).toEqual({ status: 'fail' })
  })

  it('knows whether it leaves anything out', () => {
    expect(isNarrow({ port: '1', q: '' })).toBe(false)
    expect(isNarrow({ layer: 'codec' })).toBe(true)
  })

  it('lets through what has all that is asked for', () => {
    const marks = { id: 'a/b', status: 'fail', clause: 'BF-9 BF-10', layer: 'codec' }
    const lets = (wish: Record<string, string>) => passes(marks, () => 'bf-9 some words', wish)
    expect(lets({})).toBe(true)
    expect(lets({ clause: 'BF-10', status: 'fail' })).toBe(true)
    expect(lets({ clause: 'BF-1' })).toBe(false)
    expect(lets({ q: 'Words  some' })).toBe(true)
    expect(lets({ q: 'words others' })).toBe(false)
    expect(lets({ how: 'crash' })).toBe(false)
    expect(lets({ test: 'a/b' })).toBe(true)
    expect(lets({ test: 'a' })).toBe(false)
  })
})

describe('what the page shows of a text', () => {
  it('spells out what cannot be seen, and leaves the rest', () => {
    expect(visible('a\nb\tc é 漢 😀')).toBe('a\nb\tc é 漢 😀')
    expect(visible('\u0000\u001b[31m\u202e\u2028\ufeff\udc00')).toBe(
      '\\u{0}\\u{1b}[31m\\u{202e}\\u{2028}\\u{feff}\\u{dc00}',
    )
  })

  it('takes an input apart, and no further than two levels', () => {
    expect(readInput('{"a":{"b":[1]},"c":[],"d":"00"}')).toEqual([
      { path: 'a.b', value: [1] },
      { path: 'c', value: [] },
      { path: 'd', value: '00' },
    ])
    expect(readInput('no JSON')).toBeUndefined()
    expect(readInput('7')).toBeUndefined()
  })
})

it('the script can be parsed', () => {
  expect(() => new Function(script())).not.toThrow()
})

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
