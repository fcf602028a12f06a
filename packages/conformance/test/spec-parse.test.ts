import { describe, expect, it } from 'vitest'
import { SpecError } from '../src/spec/error.js'
import { parseChapters } from '../src/spec/parse.js'

const GOOD = `# Filter

What it is.

\`\`\`
### BF-7 not a heading
\`\`\`

## Indices

How one is drawn.

### BF-1 The element

**MUST** · sender, receiver · codec · M1, ours

All of it.

| pin       | value   | meaning  |
| --------- | ------- | -------- |
| \`element\` | \`"cid"\` | the bytes |

More.

> **Open upstream.** Not said.
> Two lines.

### BF-2 Silence

**MAY** · server · untestable: silence leaves no trace, ever · CM-1

One sentence.
`
const META = '**MUST** · sender, receiver · codec · M1, ours'

function parse(text: string) {
  const { chapters, clauses, problems } = parseChapters(new Map([['spec/filter.md', text]]))
  const own = problems.filter(({ file }) => file === 'spec/filter.md')
  return { chapter: chapters[0]!, clauses, problems: own.map(({ message }) => message) }
}

/** What is wrong after an edit of the good text. */
function problemsOf(from: string, to: string): string[] {
  expect(GOOD).toContain(from)
  return parse(GOOD.replace(from, to)).problems
}

describe('a chapter', () => {
  it('is a title, an introduction, sections and clauses', () => {
    const { chapter, problems } = parse(GOOD)
    expect(problems).toEqual([])
    expect(chapter.title).toBe('Filter')
    expect(chapter.intro).toBe('What it is.\n\n```\n### BF-7 not a heading\n```')
    expect(chapter.sections).toEqual([{ title: 'Indices', intro: 'How one is drawn.', line: 9 }])
    expect(chapter.clauses.map(({ id }) => id)).toEqual(['BF-1', 'BF-2'])
  })

  it('has clauses with all their parts', () => {
    expect(parse(GOOD).clauses.get('BF-1')).toEqual({
      id: 'BF-1',
      title: 'The element',
      level: 'MUST',
      binds: ['sender', 'receiver'],
      layer: 'codec',
      sources: ['M1', 'ours'],
      text: 'All of it.\n\nMore.',
      open: '**Open upstream.** Not said.\nTwo lines.',
      pins: { element: 'cid' },
      rows: [{ name: 'element', value: 'cid', meaning: 'the bytes', line: 21 }],
      unreadable: [],
      section: 'Indices',
      file: 'spec/filter.md',
      line: 13,
      order: 0,
    })
  })

  it('says why a clause is untestable', () => {
    expect(parse(GOOD).clauses.get('BF-2')).toMatchObject({
      layer: 'untestable',
      reason: 'silence leaves no trace, ever',
      order: 1,
    })
  })

  it('is missed', () => {
    const { problems } = parseChapters(new Map())
    expect(problems).toHaveLength(9)
    expect(problems[4]).toBeInstanceOf(SpecError)
    expect(problems[4]).toMatchObject({
      code: 'ERR_SPEC_FILE',
      file: 'spec/filter.md',
      line: 1,
      message: 'spec/filter.md:1: the chapter is missing',
    })
  })
})

describe('one clear message with file and line', () => {
  const form = 'spec/filter.md:15: not of the form "**LEVEL** · who, who · layer · sources"'
  it.each([
    ['no line of the level', META, 'All of it, and more.', form],
    ['a part too few', META, '**MUST** · sender · codec', form],
    ['a level without stars', META, 'MUST · sender · codec · M1', form],
    [
      'an unknown level',
      META,
      '**MUSST** · sender · codec · M1',
      'spec/filter.md:15: "MUSST" is no level (MUST, SHOULD, MAY)',
    ],
    [
      'an unknown party',
      META,
      '**MUST** · sender, proxy · codec · M1',
      'spec/filter.md:15: "proxy" is no party (sender, receiver, client, server)',
    ],
    [
      'an unknown layer',
      META,
      '**MUST** · sender · wire · M1',
      'spec/filter.md:15: "wire" is no layer (codec, round, session, untestable)',
    ],
    [
      'an unknown source',
      META,
      '**MUST** · sender · codec · M1, CM-56',
      'spec/filter.md:15: "CM-56" is no source (CM-n, H-n, Mn, Xn or ours)',
    ],
    [
      'a source that is there twice',
      META,
      '**MUST** · sender · codec · M1, M1',
      'spec/filter.md:15: "M1" stands there twice',
    ],
    [
      'untestable without a reason',
      'untestable: silence leaves no trace, ever',
      'untestable',
      'spec/filter.md:30: untestable without a reason ("untestable: why")',
    ],
    [
      'a reason without untestable',
      ' · codec · ',
      ' · codec: bytes · ',
      'spec/filter.md:15: only "untestable" takes a reason',
    ],
    [
      'a heading without an id',
      '### BF-2 Silence',
      '### Silence',
      'spec/filter.md:28: "Silence" is not an id and a title',
    ],
    [
      'an id that is there already',
      '### BF-2',
      '### BF-1',
      'spec/filter.md:28: BF-1 is there already, at spec/filter.md:13',
    ],
    [
      'an id of another chapter',
      '### BF-2',
      '### CAR-2',
      'spec/filter.md:28: CAR-2 does not belong here, where ids begin with BF-',
    ],
    ['a number left out', '### BF-2', '### BF-3', 'spec/filter.md:28: BF-2 is missing before BF-3'],
    ['a clause that says nothing', 'One sentence.', '', 'spec/filter.md:28: BF-2 says nothing'],
    [
      'a quote of another kind',
      '> **Open upstream.**',
      '> **Note.**',
      'spec/filter.md:25: a quote begins with one of **Open upstream.**, **Contested.**, ' +
        '**Contradiction upstream.**',
    ],
    [
      'a pin that is not JSON',
      '`"cid"`',
      '`cid`',
      'spec/filter.md:21: the pin `element` is not JSON: cid',
    ],
    [
      'a pin without backticks',
      '`"cid"`',
      '"cid"',
      'spec/filter.md:21: the pin `element` has no value in backticks',
    ],
    [
      'a pin that is there twice',
      '\n\nMore.',
      '\n| `element` | `1` | x |\n\nMore.',
      'spec/filter.md:22: the pin `element` is there twice',
    ],
    [
      'a row of another form',
      '`element` |',
      'element |',
      'spec/filter.md:21: not of the form "| `pin` | `value` | meaning |"',
    ],
    ['a chapter without a title', '# Filter\n', '\n', 'spec/filter.md:1: the chapter has no title'],
  ])('%s', (_, from, to, message) => {
    expect(problemsOf(from, to)).toEqual([message])
  })

  it('for each of several problems', () => {
    const text = GOOD.replace('**MUST**', '**MUSST**').replace('### BF-2', '### BF-4')
    expect(parse(text).problems).toEqual([
      'spec/filter.md:15: "MUSST" is no level (MUST, SHOULD, MAY)',
      'spec/filter.md:28: BF-2 is missing before BF-4',
      'spec/filter.md:28: BF-3 is missing before BF-4',
    ])
  })
})
