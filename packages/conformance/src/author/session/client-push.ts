import type { ScriptedAnswer } from '@car-mirror/vectors'
import { cbor, hex } from '@car-mirror/vectors/by-hand'
import type { Area, Case } from '../area.js'
import { damaged } from '../dags/bad.js'
import { family, twins } from '../dags/family.js'
import { everything, having } from '../dags/filters.js'
import { crossed } from '../dags/graphs.js'
import { aliases, inlined } from '../dags/kinds.js'
import { named, names } from '../dags/make.js'
import { body, MESSAGE, message, refuses, wants, wantsAs } from './exchange.js'

/** The DAG, what the client holds, the roots of the transfer, and how much goes first. */
type Start = readonly [dag: string, store: string, roots: string, coldCall: 'one' | 'all']

function push(
  name: string,
  requirements: string,
  [dag, store, roots, coldCall]: Start,
  answers: readonly ScriptedAnswer[],
  { diff, ...more }: Partial<Case<'push'>> & { diff?: string } = {},
): Case<'push'> {
  const to = diff === undefined ? {} : { diff }
  const input = { store: names(store), roots: names(roots), ...to, coldCall, answers }
  return { name, requirements: names(requirements), dag, input, ...more }
}

const { root, a, a1, a2, b, b1, stranger } = family
const { left } = twins
const FAMILY = 'root a a1 a2 b b1'
const one: Start = ['family', FAMILY, 'root', 'one']
const everyBlock: Start = ['family', FAMILY, 'root', 'all']
const twoRoots: Start = ['family', `${FAMILY} other`, 'other root', 'one']
const done = wants([])
const refused: Partial<Case<'push'>> = { result: 'invalid', error: 'refused' }
const contradicts: Partial<Case<'push'>> = { result: 'invalid', error: 'protocol' }

const requests = [
  push('everything-at-once', 'PUSH-1 HTTP-1 HTTP-2 HTTP-4', everyBlock, [done]),
  push('one-block-first', 'PUSH-4 PUSH-8', one, [wants([a, b]), done]),
  push('breadth-first', 'PUSH-3', everyBlock, [done], { flags: ['ordered'] }),
  push(
    'breadth-first-child-and-grandchild',
    'PUSH-3',
    ['crossed', 'root above deep d e', 'root', 'all'],
    [done],
    {
      flags: ['ordered'],
    },
  ),
  push('breadth-first-from-what-was-listed', 'PUSH-3 PUSH-8', one, [wants([b, a]), done], {
    flags: ['ordered'],
  }),
  push(
    'unrelated-stay',
    'PUSH-1 MOD-5',
    ['family', `${FAMILY} other stranger`, 'a', 'all'],
    [done],
  ),
  push('several-roots', 'PUSH-2 MOD-6', ['twins', 'left right p s t', 'left right', 'all'], [done]),
  push(
    'same-header-in-later-rounds',
    'PUSH-2',
    ['twins', 'left right p s t', 'right left', 'one'],
    [wants([twins.t, left]), wants([twins.s]), done],
  ),
  push('already-there', 'PUSH-4 PUSH-6', one, [done]),
  push('identity-not-sent', 'MOD-4', ['inlined', 'root leaf next', 'root', 'all'], [done]),
  push('cookie-and-headers', 'HTTP-16', one, [
    { ...wants([a, b]), headers: { 'set-cookie': 'session=1; Path=/', 'x-unknown': '1' } },
    done,
  ]),
]

const listed = [
  push('only-what-was-listed', 'PUSH-8', one, [wants([b]), done]),
  push('listed-below-listed', 'PUSH-8 RND-15', one, [wants([a, a1, b]), done]),
  push('filter-hides-some', 'PUSH-8 RND-11', one, [wants([a, b], having.a1), done]),
  push('listed-hits-filter', 'PUSH-8 RND-10 PUSH-9', one, [wants([a, b], having.aAndA1), done]),
  push('everything-hits-filter', 'PUSH-8 PUSH-9', one, [
    wants([a, b], everything),
    wants([a1, a2, b1], everything),
    done,
  ]),
  push('filter-hides-leaves', 'PUSH-9', one, [wants([a, b], having.leaves), done]),
  push(
    'filter-hides-what-was-meant',
    'PUSH-9 RND-12',
    twoRoots,
    [wants([root], having.a), wants([a], having.a1), done],
    { comment: 'One block went first. What had been meant to follow it is tested all the same.' },
  ),
  push('hidden-and-listed-next', 'PUSH-8 PUSH-9', one, [
    wants([a, b], having.a1),
    wants([a1], having.aTree),
    done,
  ]),
  push('old-field-name', 'MSG-3 PUSH-8', one, [
    { status: 202, type: MESSAGE, body: body(message('sr', [b])) },
    { status: 200, type: MESSAGE, body: body(message('sr', [])) },
  ]),
  push('complete-with-filter', 'PUSH-17', one, [wants([], having.aTree)]),
  push('roots-without-filter', 'PUSH-17 PUSH-8', one, [wants([a]), wants([b], having.aTree), done]),
]

const endings = [
  push(
    'leaf-lacking',
    'PUSH-10 PUSH-11',
    ['family', 'root a a1 b b1', 'root', 'all'],
    [wants([a2])],
  ),
  push(
    'one-of-two-lacking',
    'PUSH-10 PUSH-11',
    ['family', 'root b b1', 'root', 'one'],
    [wants([a, b]), wants([a])],
  ),
  push(
    'lacking-listed-again',
    'PUSH-10',
    ['family', 'root a b b1', 'root', 'one'],
    [wants([a, b]), wants([a1, a2, b1]), wants([a1, a2])],
  ),
  push('unheard-of', 'PUSH-11', everyBlock, [wants([stranger])]),
  push(
    'other-version-listed',
    'MOD-2 PUSH-10',
    ['aliases', 'v0', 'v0', 'all'],
    [wants([aliases.v1])],
  ),
  push(
    'damaged-here',
    'RND-14 PUSH-10',
    ['damaged', 'root aDamaged a1 a2 b b1', 'root', 'all'],
    [wants([a])],
  ),
  push('same-again', 'PUSH-13', everyBlock, Array(40).fill(wants([a, b])), {
    result: 'invalid',
    error: 'no-progress',
    flags: ['requests-free'],
  }),
  push('same-again-after-some', 'PUSH-13', one, [wants([a, b]), ...Array(40).fill(wants([a1]))], {
    result: 'invalid',
    error: 'no-progress',
    flags: ['requests-free'],
  }),
  push(
    'less-asked-again',
    'PUSH-13 PUSH-8',
    one,
    [wants([a, b]), wants([b, a2]), wants([b]), done],
    {
      comment: 'It is not what the last round sent that is listed, but less of it.',
    },
  ),
  push('complete-with-roots', 'PUSH-7', one, [wantsAs(200, [a, b]), done], contradicts),
  push('go-on-without-roots', 'PUSH-7', one, [wantsAs(202, []), done], contradicts),
  push(
    'go-on-without-roots-later',
    'PUSH-7',
    one,
    [wants([a, b]), wantsAs(202, []), done],
    contradicts,
  ),
]

const refusals = [
  push('other-success', 'PUSH-7 HTTP-9', one, [wantsAs(201, [a, b]), done], refused),
  ...[400, 404].map((status) =>
    push(`refused-${status}`, 'HTTP-9', one, [refuses(status), done], refused),
  ),
  push('refused-later', 'HTTP-9', one, [wants([a, b]), refuses(403)], refused),
  ...[302, 308].map((status) =>
    push(
      `redirect-${status}`,
      'HTTP-15',
      one,
      [refuses(status, { location: '/elsewhere/api/v0/dag/push' }), done],
      refused,
    ),
  ),
  push('no-message', 'MSG-6', one, [{ status: 200, type: MESSAGE, body: body(hex('ff')) }], {
    result: 'invalid',
    error: 'message',
  }),
  push(
    'no-list',
    'MSG-8 MSG-2',
    one,
    [{ status: 200, type: MESSAGE, body: body(cbor.message('rs', [])) }],
    { result: 'invalid', error: 'message' },
  ),
]

const CID_TEXT = 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku'

const diffs = ['ipns://docs.example.com', `ipfs://${CID_TEXT}`, CID_TEXT].map((diff, i) =>
  push(`diff-${['pointer', 'uri', 'cid'][i]}`, 'HTTP-11', one, [wants([a, b]), done], { diff }),
)
diffs.push(
  push('diff-with-delimiters', 'HTTP-11', one, [wants([b]), done], {
    diff: 'dnslink=docs.example.com/a?x=1&y=2#z+%',
    comment: 'Every character with a meaning in a query is encoded.',
  }),
)

export const clientPushArea: Area<'push'> = {
  area: 'client-push',
  profile: 'spec',
  layer: 'session',
  operation: 'push',
  about: 'What a client that pushes sends, round by round, and how its transfer ends.',
  flags: {
    ordered: 'The order of the blocks is tested.',
    'requests-free': 'How many requests are made before the end is not tested.',
  },
  dags: {
    family: named(family),
    twins: named(twins),
    crossed: named(crossed),
    inlined: named(inlined),
    aliases: named(aliases),
    damaged: named(damaged),
  },
  cases: [...requests, ...listed, ...endings, ...refusals, ...diffs],
}
