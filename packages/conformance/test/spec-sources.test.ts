import { expect, it } from 'vitest'
import { loadSpec, parseSpec, readTexts, specFolder } from '../src/spec/load.js'
import { parseSources } from '../src/spec/sources.js'
import { upstreamIds } from '../src/spec/upstream.js'

const FILE = 'spec/sources.md'
const TEXTS = readTexts(specFolder)
const TEXT = TEXTS.get(FILE)!
const LINES = TEXT.split('\n')

/** The line on which an id has its row, as an editor would show it. */
function lineOf(id: string): number {
  return LINES.findIndex((line) => line.startsWith(`| <a id="${id}">`)) + 1
}

function messages(text: string): string[] {
  return parseSources(text).problems.map(({ message }) => message)
}

it('has a row for each upstream id, in their order', () => {
  const { upstream } = loadSpec()
  expect([...upstream.keys()]).toEqual(upstreamIds)
  for (const { id, line } of upstream.values()) expect(line, id).toBe(lineOf(id))
})

it('reads section and line of a statement, and what is none', () => {
  const { upstream } = parseSources(TEXT)
  expect(upstream.get('CM-46')).toEqual({
    id: 'CM-46',
    place: '3.4.1.2',
    says: 'If no sample fits, the element MUST be hashed anew.',
    file: FILE,
    line: lineOf('CM-46'),
  })
  expect(upstream.get('H-1')?.place).toBe('0, 1')
  expect(upstream.get('M12')?.place).toBe('gap')
  expect(upstream.get('X9')?.place).toBe('contradiction')
})

const CM2 = LINES[lineOf('CM-2') - 1]!
it.each([
  [
    'an unknown id',
    '<a id="CM-2"></a>CM-2 ',
    '<a id="CM-56"></a>CM-56 ',
    [
      `${lineOf('CM-2')}: "CM-56" is no upstream id (CM-n, H-n, Mn, Xn)`,
      `${lineOf('CM-2')}: CM-2 has no row`,
    ],
  ],
  ['a missing row', `${CM2}\n`, '', [`${lineOf('CM-2')}: CM-2 has no row`]],
  [
    'a row that is there twice',
    CM2,
    `${CM2}\n${CM2}`,
    [`${lineOf('CM-2') + 1}: CM-2 is there already, at ${FILE}:${lineOf('CM-2')}`],
  ],
  [
    'another anchor',
    '<a id="CM-2">',
    '<a id="CM-3">',
    [`${lineOf('CM-2')}: the anchor of CM-2 is "CM-3"`],
  ],
  [
    'no anchor',
    '<a id="CM-2"></a>CM-2',
    'CM-2',
    [
      `${lineOf('CM-2')}: not of the form "| <a id="CM-1"></a>CM-1 | section | what it says |"`,
      `${lineOf('CM-2')}: CM-2 has no row`,
    ],
  ],
  [
    'no section',
    '| 2.2     |',
    '| gap     |',
    [`${lineOf('CM-2')}: "gap" is no place of CM-2: give its section, as in 3.2.1`],
  ],
  [
    'a gap that has a section',
    /(<a id="M1"><\/a>M1 +\|) gap /,
    '$1 2.1 ',
    [`${lineOf('M1')}: "2.1" is no place of M1: write "gap"`],
  ],
  ['nothing said', 'Blocks travel as CARv1.', '', [`${lineOf('CM-2')}: CM-2 says nothing`]],
] as const)('names %s, with its line', (_, from, to, expected) => {
  const edited = TEXT.replace(from, to)
  expect(edited).not.toBe(TEXT)
  expect(messages(edited)).toEqual(expected.map((message) => `${FILE}:${message}`))
})

it('names a row that stands too late', () => {
  const edited = TEXT.replace(`${CM2}\n`, '').replace(/(\| <a id="CM-3">.*\n)/, `$1${CM2}\n`)
  expect(messages(edited)).toEqual([`${FILE}:${lineOf('CM-3')}: CM-2 stands after CM-3`])
})

it('is part of what is checked', () => {
  const without = new Map(TEXTS)
  without.delete(FILE)
  expect(parseSpec(without).problems.map(({ message }) => message)).toEqual([
    `${FILE}:1: the sources are missing`,
  ])
  const broken = new Map(TEXTS).set(FILE, TEXT.replace(`${CM2}\n`, ''))
  expect(parseSpec(broken).problems.map(({ message }) => message)).toEqual([
    `${FILE}:${lineOf('CM-2')}: CM-2 has no row`,
  ])
})
