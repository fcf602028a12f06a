import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parseErrata } from '../src/spec/errata.js'
import { loadSpec, parseSpec, readTexts, specFolder } from '../src/spec/load.js'
import { upstreamIds } from '../src/spec/upstream.js'

const TEXTS = readTexts(specFolder)

/** The line on which a text stands first, as an editor would show it. */
function lineOf(file: string, text: string): number {
  const lines = TEXTS.get(file)!.split('\n')
  return lines.findIndex((line) => line.includes(text)) + 1
}

/** What is wrong after an edit of the text of this repository. */
function problemsOf(file: string, from: string | RegExp, to: string): string[] {
  const before = TEXTS.get(file)!
  const after = before.replace(from, to)
  expect(after).not.toBe(before)
  return parseSpec(new Map(TEXTS).set(file, after)).problems.map(({ message }) => message)
}

it('reads the specification of this repository', () => {
  const { clauses, chapters, pins } = loadSpec()
  expect(chapters.map(({ title }) => title)).toEqual([
    'Model',
    'Rounds',
    'Pull',
    'Push',
    'Filter',
    'Messages',
    'CAR',
    'HTTP',
    'Security considerations',
  ])
  expect(clauses.size).toBeGreaterThanOrEqual(100)
  expect([...clauses.values()].map(({ order }) => order)).toEqual(
    [...clauses.keys()].map((_, i) => i),
  )
  expect(pins['BF-18'].maxBytes).toBe(2 ** 24)
  expect(pins['PUSH-3'].order).toBe('breadth-first')
  expect(pins['MOD-3'].codecs).toContain('dag-json')
})

it('knows 106 upstream ids', () => {
  expect(upstreamIds).toHaveLength(55 + 21 + 21 + 9)
  expect([upstreamIds[0], upstreamIds[55], upstreamIds[76], upstreamIds.at(-1)]).toEqual([
    'CM-1',
    'H-1',
    'M1',
    'X9',
  ])
})

it('throws all problems at once', () => {
  const empty = mkdtempSync(join(tmpdir(), 'car-mirror-spec-'))
  try {
    expect(() => loadSpec(empty)).toThrow(
      expect.objectContaining({
        code: 'ERR_SPEC',
        message: expect.stringMatching(
          /^spec\/model\.md:1: the chapter is missing\nspec\/rounds\.md:1: [\s\S]*errata are missing\n.*sources are missing$/,
        ),
      }),
    )
  } finally {
    rmSync(empty, { recursive: true })
  }
})

const FILTER = 'spec/filter.md'
const shift = lineOf(FILTER, '| `shift`')
it.each([
  [
    'of another type',
    '`"width"`',
    '`true`',
    `${FILTER}:${shift}: the pin \`shift\` of BF-9 cannot be true: `,
  ],
  [
    'that is no choice',
    '`"width"`',
    '`"widht"`',
    `${FILTER}:${shift}: the pin \`shift\` of BF-9 cannot be "widht": `,
  ],
  [
    'that is unknown',
    /(\| `shift` .*)/,
    '$1\n| `again` | `1` | x |',
    `${FILTER}:${shift + 1}: BF-9 has no pin \`again\``,
  ],
  [
    'of a clause that has none',
    'An element is reported',
    '\n| pin | value | meaning |\n| --- | --- | --- |\n| `bits` | `1` | x |\n\nAn element is reported',
    `${FILTER}:${lineOf(FILTER, 'An element is reported') + 3}: BF-14 has no pin \`bits\``,
  ],
  [
    'that is missing',
    /\| `emptyHashes` .*\n/,
    '',
    `${FILTER}:${lineOf(FILTER, '### BF-15')}: BF-15 lacks its pin \`emptyHashes\``,
  ],
  [
    'that cannot be read, once',
    '`"width"`',
    '`width`',
    `${FILTER}:${shift}: the pin \`shift\` is not JSON: width`,
  ],
])('names a pin %s', (_, from, to, message) => {
  const problems = problemsOf(FILTER, from, to)
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain(message)
})

it('takes a number where a rule may be one', () => {
  const text = TEXTS.get(FILTER)!.replace('`"width"`', '`1`')
  const { spec, problems } = parseSpec(new Map(TEXTS).set(FILTER, text))
  expect(problems).toEqual([])
  expect(spec.pins['BF-9'].shift).toBe(1)
})

it('misses a clause with its pins, and where it is named', () => {
  const problems = problemsOf(FILTER, /### BF-18 [\s\S]*?(?=## Parameters)/, '')
  expect(problems).toContain(`${FILTER}:1: the clause BF-18 is gone, and with it what it pins`)
  expect(problems).toContainEqual(
    expect.stringMatching(/^spec\/messages\.md:\d+: BF-18 is named here, but is no clause$/),
  )
  expect(problems).toContainEqual(expect.stringMatching(/: BF-18 is missing before BF-19$/))
})

it('reads the errata', () => {
  const entry = '# Errata\n\n### E-1 A title\n\n**Answers** CM-31, X1\n\nProse.\n'
  expect(parseErrata(entry)).toEqual({
    errata: [
      {
        id: 'E-1',
        title: 'A title',
        answers: ['CM-31', 'X1'],
        text: 'Prose.',
        file: 'spec/errata.md',
        line: 3,
      },
    ],
    problems: [],
  })
})

it.each([
  ['### E-1 A\n**Answers** CM-99\nx', '2: "CM-99" is no upstream id (CM-n, H-n, Mn, Xn)'],
  ['### E-1 A\nAnswers CM-1\nx', '2: not of the form "**Answers** CM-31, X1"'],
  ['### E-1 A\n**Answers** CM-1\n', '1: the entry says nothing'],
  ['### Title\n**Answers** CM-1\nx', '1: "Title" is not an id (E-n) and a title'],
  ['### E-2 A\n**Answers** CM-1\nx', '1: E-2 stands where E-1 should'],
])('names what is wrong with an erratum: %j', (text, message) => {
  expect(parseErrata(text).problems.map((problem) => problem.message)).toEqual([
    `spec/errata.md:${message}`,
  ])
})
