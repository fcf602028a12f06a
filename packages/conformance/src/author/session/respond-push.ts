import type { HttpRequest } from '@car-mirror/vectors'
import { carHeader, carWith, cbor, concat, hex, varint } from '@car-mirror/vectors/by-hand'
import type { Area, Case } from '../area.js'
import { boundsOf, unprovenOf, unreadableOf } from '../dags/bad.js'
import { type Family, familyOf, twinsOf } from '../dags/family.js'
import { aliasesOf, inlinedOf } from '../dags/kinds.js'
import { namedAll, names } from '../dags/make.js'
import type { Salting } from '../dags/salt.js'
import { carOf, pushes, pushWith } from './exchange.js'

function dagsOf(salt: string) {
  const { cid1025, leaf } = boundsOf(salt)
  return {
    family: familyOf(salt),
    twins: twinsOf(salt),
    inlined: inlinedOf(salt),
    aliases: aliasesOf(salt),
    unproven: unprovenOf(salt),
    unreadable: unreadableOf(salt),
    bounds: { cid1025, leaf },
  }
}

type Dags = ReturnType<typeof dagsOf>

function takes(
  name: string,
  requirements: string,
  requests: readonly HttpRequest[],
  more: Partial<Case<'respond'>> & { store?: string } = {},
): Case<'respond'> {
  const { store = '', ...rest } = more
  const input = { store: names(store), requests }
  return { name, requirements: names(requirements), dag: 'family', input, ...rest }
}

function rounds({ family, twins, inlined, aliases }: Dags): Case<'respond'>[] {
  const { root, a, a1, a2, b, b1, other, stranger } = family
  const { left, right, p, s, t } = twins
  return [
    takes('complete-at-once', 'PUSH-6 PUSH-5 HTTP-4', [pushes([root], root, a, a1, a2, b, b1)]),
    takes('one-block', 'PUSH-5 PUSH-6', [pushes([root], root)]),
    takes('some-blocks', 'PUSH-5 RND-5', [pushes([root], root, a, a1)]),
    takes('what-completes-it', 'PUSH-6', [pushes([root], a)], { store: 'root a1 a2 b b1' }),
    takes('part-held', 'PUSH-5 RND-5 RND-2', [pushes([root], root)], { store: 'a a1 a2' }),
    takes('other-things-held', 'RND-8', [pushes([root], root)], {
      store: 'other stranger b1',
      flags: ['small-store'],
    }),
    takes('several-roots', 'MOD-6 PUSH-5', [pushes([left, right], left, right)], { dag: 'twins' }),
    takes('several-roots-complete', 'MOD-6 PUSH-6', [pushes([left, right], left, p, s, right, t)], {
      dag: 'twins',
    }),
    takes('one-root-of-two-comes', 'PUSH-5 PUSH-6', [pushes([left, right], left, p, s)], {
      dag: 'twins',
    }),
    takes('roots-do-not-come', 'PUSH-5 RND-21', [pushes([root], a, b)]),
    takes('unrelated-comes', 'RND-21 PUSH-5', [pushes([a], other, a, stranger, a1, a2)]),
    takes('backwards', 'RND-23', [pushes([root], b1, b, a2, a1, a, root)]),
    takes('twice', 'RND-22', [pushes([a], a, a, a1, a2, a1), pushes([a], a, a1, a2)]),
    takes('identity', 'MOD-4', [pushes([inlined.root], inlined.root, inlined.next)], {
      dag: 'inlined',
    }),
    takes('other-version-held', 'MOD-2', [pushes([aliases.both], aliases.both)], {
      dag: 'aliases',
      store: 'v0',
    }),
  ]
}

function questions({ family: { root, a }, twins: { left, right } }: Dags): Case<'respond'>[] {
  return [
    takes('question-nothing-held', 'PUSH-12', [pushes([root])]),
    takes('question-part-held', 'PUSH-12 PUSH-5', [pushes([root])], { store: 'root a a2' }),
    takes('question-all-held', 'PUSH-12 PUSH-6', [pushes([a])], { store: 'a a1 a2' }),
    takes('question-several-roots', 'PUSH-12 MOD-6', [pushes([left, right])], {
      dag: 'twins',
      store: 'left right s',
    }),
  ]
}

function fresh({ root, a, a1, a2, b, b1 }: Family): Case<'respond'>[] {
  return [
    takes(
      'rounds',
      'RND-29 HTTP-16',
      [pushes([root], root), pushes([root], a, b), pushes([root], a1, a2, b1)],
      { comment: 'Each server knows what the blocks are for from the header and the store alone.' },
    ),
    takes('last-round-first', 'RND-29 HTTP-16', [pushes([root], a2)], { store: 'root a a1 b b1' }),
    takes('same-again', 'RND-29', [pushes([root], root, a), pushes([root], root, a)]),
    takes('question-after-round', 'RND-29 PUSH-12', [pushes([root], root), pushes([root])]),
  ]
}

const TOO_LARGE = varint(5 * 1024 * 1024)

function malformed({ root, a }: Family): Case<'respond'>[] {
  const header = carHeader([root.cid])
  const half = carOf([root], root, a)
  const version2 = cbor.map(['roots', cbor.array(cbor.link(root.cid))], ['version', cbor.uint(2)])
  return [
    takes('no-roots', 'CAR-5', [pushes([])]),
    takes('blocks-without-roots', 'CAR-5 HTTP-10', [pushes([], root, a)]),
    takes('empty-body', 'HTTP-7', [pushWith(hex(''))]),
    takes('no-header', 'HTTP-7', [pushWith(hex('ff')), pushWith(hex('01ff'))]),
    takes('cut-header', 'HTTP-7', [pushWith(carWith(header).slice(0, -1))]),
    takes('version-2', 'HTTP-7', [pushWith(carWith(version2, root))]),
    takes('no-frame', 'HTTP-7', [pushWith(concat(carWith(header), hex('00')))]),
    takes('frame-without-cid', 'HTTP-7', [pushWith(concat(carWith(header), hex('03 ffffff')))]),
    takes('cut-in-block', 'HTTP-7 RND-20', [pushWith(half.slice(0, -1))]),
    takes('cut-in-length', 'HTTP-7 RND-20', [pushWith(concat(half, hex('80')))]),
    takes('frame-too-large', 'HTTP-8', [pushWith(concat(carWith(header), TOO_LARGE))]),
    takes('frame-too-large-after-good', 'HTTP-8 RND-20', [pushWith(concat(half, TOO_LARGE))]),
    takes('header-too-large', 'HTTP-8', [pushWith(TOO_LARGE)]),
  ]
}

function bad({ family, unproven, unreadable, bounds }: Dags): Case<'respond'>[] {
  const { root, a, a1, a2, b, b1 } = family
  return [
    takes('forged', 'HTTP-7 RND-17 RND-20', [pushes([root], root, a, unproven.forgedB, b1)], {
      dag: 'unproven',
    }),
    takes('digest-cut-short', 'HTTP-7 RND-18', [pushes([unproven.short], unproven.short)], {
      dag: 'unproven',
    }),
    takes(
      'codec-unknown',
      'HTTP-7 RND-19',
      [pushes([unreadable.overUnknown], unreadable.overUnknown, unreadable.unknownCodec)],
      { dag: 'unreadable' },
    ),
    takes('cid-too-long', 'HTTP-7 SEC-3', [pushes([bounds.cid1025], bounds.cid1025)], {
      dag: 'bounds',
    }),
    takes(
      'good-after-all-of-that',
      'RND-20 RND-29',
      [
        pushes([root], unproven.forgedRoot),
        pushes([root], root, unproven.forgedA),
        pushes([root], root, a, a1, a2, b, b1),
      ],
      { dag: 'unproven' },
    ),
  ]
}

export function respondPush({ salt }: Salting): Area<'respond'> {
  const dags = dagsOf(salt)
  return {
    area: 'respond-push',
    profile: 'spec',
    layer: 'round',
    operation: 'respond',
    about: 'How a server answers pushes: what it stores, what it asks for, and what it refuses.',
    flags: { 'small-store': 'The store is small enough for all of it to be in the filter.' },
    dags: namedAll(dags),
    cases: [
      ...rounds(dags),
      ...questions(dags),
      ...fresh(dags.family),
      ...malformed(dags.family),
      ...bad(dags),
    ],
  }
}
