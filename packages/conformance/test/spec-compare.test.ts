import { expect, it } from 'vitest'
import { arrow } from '../src/commands/report.js'
import { compareClauses } from '../src/spec/compare.js'
import { readTexts, specFolder } from '../src/spec/load.js'
import { parseChapters } from '../src/spec/parse.js'

const TEXTS = readTexts(specFolder)
const BEFORE = parseChapters(TEXTS).clauses

function after(file: string, from: string | RegExp, to: string) {
  const text = TEXTS.get(file)!.replace(from, to)
  expect(text).not.toBe(TEXTS.get(file))
  return parseChapters(new Map(TEXTS).set(file, text)).clauses
}

it('finds no change in the same text', () => {
  expect(compareClauses(BEFORE, after('spec/filter.md', '\n', '\n\n'))).toEqual([])
  const wrapped = after('spec/filter.md', 'the bare\nmultihash', 'the\nbare multihash')
  expect(compareClauses(BEFORE, wrapped)).toEqual([])
})

it('finds a pin, before and after', () => {
  expect(compareClauses(BEFORE, after('spec/filter.md', '`"width"`', '`1`'))).toEqual([
    {
      id: 'BF-9',
      change: 'changed',
      fields: [{ field: 'pins.shift', before: 'width', after: 1 }],
    },
  ])
})

it('finds a level and a text', () => {
  const edited = after('spec/model.md', '**MUST** · sender · round', '**MAY** · sender · round')
  expect(compareClauses(BEFORE, edited)).toEqual([
    { id: 'MOD-5', change: 'changed', fields: [{ field: 'level', before: 'MUST', after: 'MAY' }] },
  ])
})

it('finds what has come and gone', () => {
  const edited = after('spec/model.md', '### MOD-6 ', '### MOD-7 ')
  expect(compareClauses(BEFORE, edited)).toMatchObject([
    { id: 'MOD-7', change: 'added' },
    { id: 'MOD-6', change: 'removed' },
  ])
})

it.each([
  ['width', 1, '"width" -> 1'],
  [undefined, [1], 'nothing -> [1]'],
  [[1, 2, 3], [1, 2, 4], '[1,2,3] -> [1,2,4]'],
])('shows %j and %j in one line', (before, now, line) => {
  expect(arrow(before, now)).toBe(line)
})

it('shows of long values where they differ', () => {
  const long = Array.from({ length: 100 }, (_, index) => index)
  const line = arrow(long, [...long.slice(0, 50), -1, ...long.slice(51)], 60)
  expect(line.length).toBeLessThanOrEqual(64)
  expect(line).toMatch(/^….*49,50,51.*… -> ….*49,-1,51.*…$/)
})
