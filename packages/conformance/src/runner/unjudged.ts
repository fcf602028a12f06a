import type { Clause, Party, Spec } from '../spec/clause.js'
import type { TestResult, Unjudged } from '../suite/results.js'
import type { Side } from './all-tests.js'

/** Ends of a test from which something is known of the port. */
const JUDGED: ReadonlySet<string> = new Set(['pass', 'fail', 'expected-fail', 'unexpected-pass'])

/** Why nothing that a side does over HTTP shows whether it keeps a clause. */
const UNSEEN: Readonly<Record<Side, readonly (readonly [string, readonly string[]])[]>> = {
  server: [
    ['only a client takes blocks for unavailable', ['RND-26']],
    ['it is a permission: any answer keeps it', ['PUSH-17']],
    ['whether filters are merged does not show in answers', ['BF-24']],
  ],
  client: [
    ['what is wrong with an index shows at RND-5 and PUSH-9', indices('2 3 4 5 6 7 10')],
    ['how many elements its filter was made for is not known', indices('19 21 22 23')],
    ['whether filters are merged does not show in requests', ['BF-24']],
    ['its requests are read for what they mean, not byte by byte', ['MSG-1', 'MSG-5', 'CAR-2']],
  ],
}

function indices(numbers: string): string[] {
  return numbers.split(' ').map((number) => `BF-${number}`)
}

/**
 * The testable clauses that bind what was tested, and of which the whole suite has found nothing out: why
 * their tests were not run, or why there are none.
 */
export function unjudged(
  tests: readonly TestResult[],
  side: Side | undefined,
  { clauses }: Spec,
): Unjudged[] {
  const ofText = tests.filter(({ profile }) => profile === 'spec')
  return [...clauses.values()]
    .filter((clause) => isAsked(clause, side))
    .flatMap(({ id }) => {
      const here = ofText.filter(({ requirements }) => requirements.includes(id))
      if (here.some(({ status }) => JUDGED.has(status))) return []
      const [first] = here.flatMap(({ why }) => why?.split('\n', 1) ?? [])
      return [{ clause: id, why: first ?? unseen(id, side) }]
    })
}

function isAsked({ layer, binds }: Clause, side: Side | undefined): boolean {
  const parties: readonly Party[] = side === undefined ? binds : [side, 'sender', 'receiver']
  return layer !== 'untestable' && binds.some((party) => parties.includes(party))
}

function unseen(id: string, side: Side | undefined): string {
  const reasons = side === undefined ? [] : UNSEEN[side]
  return reasons.find(([, ids]) => ids.includes(id))?.[0] ?? 'no test names it'
}
