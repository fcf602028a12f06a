import type { PageInput, Trace } from '../src/page/input.js'
import { emptyTrace } from '../src/page/input.js'
import type { Clause, Spec } from '../src/spec/clause.js'
import { parseSpec, readTexts, specFolder } from '../src/spec/load.js'

/** The text as it stands, with a made-up trace. */
export function pageFixture(): PageInput {
  const spec = realSpec()
  return { spec, trace: madeUpTrace(spec) }
}

export function untraced(): PageInput {
  return { spec: realSpec(), trace: emptyTrace }
}

function realSpec(): Spec {
  return parseSpec(readTexts(specFolder)).spec
}

/** Vectors and mutants for each testable clause; BF-9 has some of everything, RND-12 a survivor. */
function madeUpTrace({ clauses }: Spec): Trace {
  const testable = [...clauses.values()].filter(({ layer }) => layer !== 'untestable')
  return {
    version: '1.0.0',
    vectors: testable.flatMap(vectorsOf),
    checks: testable
      .filter(({ layer }) => layer === 'session')
      .map(({ id }) => ({ id: `check/${id}`, requirements: [id], file: 'test/session.test.ts' })),
    mutants: testable.map(({ id, order }) => ({
      id: `${id}/broken`,
      clause: id,
      does: 'does the opposite of what the clause says, in each round and for each block',
      killedBy: id === 'RND-12' ? [] : numbered(id, 1 + (order % 7)),
    })),
    deviations: [
      { clause: 'BF-9', profile: 'rs', how: 'No shift: `hash` is drawn again at once.' },
      { clause: 'BF-9', profile: 'go', how: 'Shifts by d - 1 (see BF-10).' },
      { clause: 'RND-12', profile: 'rs', how: 'Walks on.' },
    ],
    places: testable.map(({ id, order }) => ({
      clause: id,
      file: 'packages/bloom/src/filter.ts',
      line: order + 10,
    })),
  }
}

function vectorsOf({ id, order }: Clause): Trace['vectors'] {
  const results = ['valid', 'valid', 'invalid', 'permitted'] as const
  return numbered(id, 1 + (order % 9)).map((vector, i) => ({
    id: vector,
    requirements: [id],
    result: results[i % 4]!,
    profile: i === 8 ? 'rs' : 'spec',
    file: i === 8 ? 'vectors/1.0.0/rs/indices.json' : 'vectors/1.0.0/spec/indices.json',
  }))
}

function numbered(id: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `area/${id.toLowerCase()}-case-${i + 1}`)
}
