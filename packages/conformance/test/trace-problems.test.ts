import type { VectorFile } from '@car-mirror/vectors'
import { describe, expect, it } from 'vitest'
import type { Clause } from '../src/spec/clause.js'
import { upstreamIds } from '../src/spec/upstream.js'
import { findProblems } from '../src/trace/problems.js'
import { buildTrace, type TraceInput } from '../src/trace/trace.js'

function clause(id: string, more: Partial<Clause> = {}): Clause {
  return {
    id,
    title: 'A title',
    level: 'MUST',
    binds: ['sender'],
    layer: 'codec',
    sources: ['ours'],
    text: 'Prose.',
    pins: {},
    rows: [],
    file: 'spec/filter.md',
    line: 7,
    order: 0,
    ...more,
  }
}

function file(profile: VectorFile['profile'], vectors: Record<string, string[]>): VectorFile {
  const of = (id: string, requirements: string[]) =>
    ({ id, requirements, result: 'valid', input: {} }) as unknown as VectorFile['vectors'][number]
  return {
    $schema: '../schema.json',
    area: 'indices',
    profile,
    layer: 'codec',
    operation: 'indices' as VectorFile['operation'],
    about: '',
    flags: {},
    vectors: Object.entries(vectors).map(([id, requirements]) => of(id, requirements)),
  }
}

function see(id: string, path: string) {
  return { id, file: `packages/${path}`, line: 3 }
}

/** Everything in order: one clause of each kind, and all that it needs. */
const GOOD = {
  spec: {
    clauses: new Map([
      ['BF-1', clause('BF-1')],
      ['BF-2', clause('BF-2', { level: 'MAY' })],
      ['BF-3', clause('BF-3', { layer: 'untestable', reason: 'why' })],
    ]),
    errata: [
      { id: 'E-1', title: '', answers: upstreamIds, text: '', file: 'spec/errata.md', line: 1 },
    ],
  },
  profiles: [
    {
      profile: 'rs',
      name: 'A port',
      source: 'its source',
      deviations: [{ clause: 'BF-1', how: 'other', evidence: 'derived' }],
    },
  ],
  files: [
    file('spec', { 'indices/one': ['BF-1'], 'indices/both': ['BF-1', 'BF-2', 'BF-2'] }),
    file('rs', { 'rs/indices/one': ['BF-1'] }),
  ],
  mutants: [{ id: 'BF-1/wrong', clause: 'BF-1' }],
  checks: [{ id: 'every-cut', requirements: ['BF-2'], file: 'packages/x/test/y.ts' }],
  sees: [
    see('BF-1', 'conformance/src/model/filter.ts'),
    see('BF-1', 'bloom/src/filter.ts'),
    see('BF-1', 'bloom/src/filter.ts'),
    see('BF-2', 'conformance/src/model/filter.ts'),
  ],
} satisfies TraceInput

function problemsOf(more: Partial<TraceInput>): string[] {
  const input = { ...GOOD, ...more }
  return findProblems(input, buildTrace(input))
}

it('lists for each clause what names it', () => {
  expect(buildTrace(GOOD)).toEqual({
    clauses: {
      'BF-1': {
        vectors: ['indices/both', 'indices/one', 'rs/indices/one'],
        checks: [],
        mutants: ['BF-1/wrong'],
        deviations: ['rs'],
        see: { 'packages/bloom/src/filter.ts': 2, 'packages/conformance/src/model/filter.ts': 1 },
      },
      'BF-2': {
        vectors: ['indices/both'],
        checks: ['every-cut'],
        mutants: [],
        deviations: [],
        see: { 'packages/conformance/src/model/filter.ts': 1 },
      },
      'BF-3': { vectors: [], checks: [], mutants: [], deviations: [], see: {} },
    },
    errata: { 'E-1': upstreamIds },
  })
})

it('finds nothing where nothing is wrong', () => {
  expect(problemsOf({})).toEqual([])
})

describe('an id that is no clause', () => {
  it.each([
    [
      'in a vector',
      { files: [...GOOD.files, file('go', { 'go/indices/x': ['BF-9'] })] },
      'BF-9 is no clause: named by the vector go/indices/x (go/indices.json)',
    ],
    [
      'in a mutant',
      { mutants: [...GOOD.mutants, { id: 'BF-9/x', clause: 'BF-9' }] },
      'BF-9 is no clause: named by the mutant BF-9/x',
    ],
    [
      'in a check',
      { checks: [...GOOD.checks, { id: 'c', requirements: ['BF-9'], file: '' }] },
      'BF-9 is no clause: named by the check c',
    ],
    [
      'in a profile',
      {
        profiles: [
          {
            ...GOOD.profiles[0]!,
            deviations: [{ clause: 'BF-9', how: 'x', evidence: 'derived' }],
          },
        ],
      },
      'BF-9 is no clause: named by the profile rs',
    ],
    [
      'in a docstring',
      { sees: [...GOOD.sees, see('CM-14', 'core/src/sender.ts')] },
      'packages/core/src/sender.ts:3: @see CM-14 is no clause',
    ],
  ] satisfies [string, Partial<TraceInput>, string][])('%s', (_, more, message) => {
    expect(problemsOf(more)).toEqual([message])
  })
})

describe('a clause that lacks', () => {
  it.each([
    [
      'a vector, though a dialect has one',
      { files: [file('spec', { 'indices/two': ['BF-2'] }), GOOD.files[1]!] },
      'spec/filter.md:7: BF-1 has no vector and no check',
    ],
    ['a mutant', { mutants: [] }, 'spec/filter.md:7: BF-1 has no mutant'],
    [
      'the model',
      { sees: GOOD.sees.filter(({ id, file }) => id === 'BF-1' || !file.includes('model')) },
      'spec/filter.md:7: BF-2 has no @see in packages/conformance/src/model/',
    ],
    [
      'a package that follows it',
      { sees: GOOD.sees.filter(({ file }) => !file.includes('bloom')) },
      'spec/filter.md:7: BF-1 has no @see in a package besides conformance',
    ],
    [
      'a way to be tested, and has a mutant',
      { mutants: [...GOOD.mutants, { id: 'BF-3/x', clause: 'BF-3' }] },
      'spec/filter.md:7: BF-3 is untestable, yet has the mutant BF-3/x',
    ],
  ] satisfies [string, Partial<TraceInput>, string][])('%s', (_, more, message) => {
    expect(problemsOf(more)).toEqual([message])
  })

  it('a vector but has a check is fine', () => {
    const files = [file('spec', { 'indices/one': ['BF-1'] })]
    expect(problemsOf({ files })).toEqual([])
  })

  it('a mutant, being a SHOULD', () => {
    const clauses = new Map(GOOD.spec.clauses).set('BF-2', clause('BF-2', { level: 'SHOULD' }))
    expect(problemsOf({ spec: { ...GOOD.spec, clauses } })).toEqual([
      'spec/filter.md:7: BF-2 has no mutant',
      'spec/filter.md:7: BF-2 has no @see in a package besides conformance',
    ])
  })
})

it.each([
  [
    { files: [...GOOD.files, file('spec', { 'indices/one': ['BF-1'] })] },
    'two vectors have the id indices/one',
  ],
  [
    { files: [...GOOD.files, file('spec', { 'indices/none': [] })] },
    'the vector indices/none names no clause',
  ],
  [{ mutants: [...GOOD.mutants, ...GOOD.mutants] }, 'two mutants have the id BF-1/wrong'],
  [
    { mutants: [...GOOD.mutants, { id: 'BF-2/x', clause: 'BF-1' }] },
    'the mutant BF-2/x breaks BF-1: its id begins with "BF-1/"',
  ],
  [{ checks: [...GOOD.checks, ...GOOD.checks] }, 'two checks have the id every-cut'],
] satisfies [Partial<TraceInput>, string][])('names ids that do not tell: %#', (more, message) => {
  expect(problemsOf(more)).toEqual([message])
})

it('names upstream statements that nothing answers', () => {
  const answers = upstreamIds.filter((id) => id !== 'X9' && id !== 'H-21')
  const errata = [{ ...GOOD.spec.errata[0]!, answers }]
  const clauses = new Map(GOOD.spec.clauses).set(
    'BF-2',
    clause('BF-2', { sources: ['X9'], level: 'MAY' }),
  )
  expect(problemsOf({ spec: { clauses, errata } })).toEqual([
    'H-21 (upstream) is answered by no clause and no erratum',
  ])
})
