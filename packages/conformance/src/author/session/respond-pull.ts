import { fromHex, type HttpRequest } from '@car-mirror/vectors'
import { cbor, concat, hex } from '@car-mirror/vectors/by-hand'
import type { Area, Case } from '../area.js'
import { damagedOf } from '../dags/bad.js'
import { type Family, familyOf, twinsOf } from '../dags/family.js'
import { everything, type Having, havingOf } from '../dags/filters.js'
import { aliasesOf, inlinedOf } from '../dags/kinds.js'
import { namedAll, names } from '../dags/make.js'
import type { Salting } from '../dags/salt.js'
import { message, pulls, pullWith } from './exchange.js'

const FAMILY = 'root a a1 a2 b b1 other'

function dagsOf(salt: string) {
  return {
    family: familyOf(salt),
    twins: twinsOf(salt),
    inlined: inlinedOf(salt),
    aliases: aliasesOf(salt),
    damaged: damagedOf(salt),
  }
}

type Dags = ReturnType<typeof dagsOf>

function serves(
  name: string,
  requirements: string,
  requests: readonly HttpRequest[],
  more: Partial<Case<'respond'>> & { store?: string } = {},
): Case<'respond'> {
  const { store = FAMILY, ...rest } = more
  const input = { store: names(store), requests }
  return { name, requirements: names(requirements), dag: 'family', input, ...rest }
}

const ordered = { flags: ['ordered'] }

function found({ family, inlined }: Dags, having: Having): Case<'respond'>[] {
  const { root, a, a2, b, b1, stranger } = family
  return [
    serves('whole-dag', 'PULL-5 PULL-4 HTTP-4', [pulls([root])]),
    serves('preorder', 'PULL-3', [pulls([root])], ordered),
    serves('header-in-order-of-request', 'PULL-4 PULL-3', [pulls([b, a])], ordered),
    serves('header-without-absent', 'PULL-4 PULL-5', [pulls([stranger, a, root])], {
      store: 'a a1 a2 b',
    }),
    serves('header-with-roots-that-hit', 'PULL-4 RND-10 RND-11', [pulls([a, b], everything)]),
    serves('header-without-what-was-not-asked-for', 'PULL-4', [pulls([a2]), pulls([b1, a])]),
    serves('header-with-root-below-root', 'PULL-4 RND-15', [pulls([root, a])]),
    serves('root-repeated', 'RND-9 MSG-10', [pulls([a, a, b1, a])]),
    serves('leaf-absent', 'RND-13 PULL-5', [pulls([root])], { store: 'root a a2 b b1' }),
    serves('filter', 'RND-11 RND-12', [pulls([root], having.a), pulls([root], having.leaves)]),
    serves('root-hits', 'RND-10 RND-11', [pulls([a], having.aAndA1), pulls([root], everything)]),
    serves('identity-requested', 'MOD-4 PULL-4', [pulls([inlined.id])], {
      dag: 'inlined',
      store: 'leaf',
    }),
    serves('identity-alone', 'MOD-4 PULL-5', [pulls([inlined.note])], {
      dag: 'inlined',
      store: 'leaf',
    }),
  ]
}

function notFound({ family: { root, a, b, stranger }, aliases }: Dags): Case<'respond'>[] {
  return [
    serves('not-found', 'PULL-5 HTTP-10', [pulls([root])], { store: 'other' }),
    serves('none-of-several-found', 'PULL-5', [pulls([root, b, stranger])], {
      store: 'a a1 a2 b1',
    }),
    serves('damaged-not-found', 'PULL-5 RND-14', [pulls([a])], {
      dag: 'damaged',
      store: 'aDamaged a1',
    }),
    serves('damaged-not-promised', 'PULL-4 RND-14', [pulls([a, b])], {
      dag: 'damaged',
      store: 'aDamaged a1 b b1',
    }),
    serves('other-version-not-found', 'PULL-5 MOD-2', [pulls([aliases.v1])], {
      dag: 'aliases',
      store: 'v0',
    }),
  ]
}

function fresh({ family, twins }: Dags, having: Having): Case<'respond'>[] {
  const { root, a2 } = family
  return [
    serves('same-request-again', 'RND-29 HTTP-16', [pulls([root]), pulls([root]), pulls([root])], {
      comment: 'What was sent before is sent again: nobody said that it arrived.',
    }),
    serves('later-round-first', 'RND-29 HTTP-16', [pulls([a2], having.aAndA1)], {
      comment: 'The server has never heard of the DAG of which this is a subgraph.',
    }),
    serves(
      'two-transfers',
      'RND-29 RND-11',
      [pulls([twins.left], having.s), pulls([twins.right]), pulls([twins.left])],
      { dag: 'twins', store: 'left right p s t' },
    ),
  ]
}

const NO_FILTER = [
  ['bb', cbor.byteString(hex(''))],
  ['bk', cbor.uint(0)],
] as const

function malformed({ root }: Family, having: Having): Case<'respond'>[] {
  const link = cbor.array(cbor.link(root.cid))
  const good = message('rs', [root])
  return [
    serves('nothing-asked', 'PULL-8', [pulls([])]),
    serves('nothing-asked-with-filter', 'PULL-8', [pulls([], having.a)]),
    serves('empty-body', 'HTTP-7', [pullWith(hex(''))]),
    serves('no-cbor', 'HTTP-7 HTTP-10', [pullWith(hex('ff')), pullWith(hex('7b7d'))]),
    serves('cut-message', 'HTTP-7', [pullWith(good.slice(0, -1)), pullWith(good.slice(0, 20))]),
    serves('more-than-a-message', 'HTTP-7', [pullWith(concat(good, hex('00')))]),
    serves('no-map', 'HTTP-7', [pullWith(link)]),
    serves('roots-under-another-name', 'HTTP-7', [
      pullWith(message('dr', [root])),
      pullWith(message('sr', [root])),
    ]),
    serves('no-filter-field', 'HTTP-7', [
      pullWith(cbor.map(['rs', link])),
      pullWith(cbor.map(NO_FILTER[0], ['rs', link])),
    ]),
    serves(
      'bare-cid-as-root',
      'HTTP-7',
      [pullWith(cbor.map(...NO_FILTER, ['rs', cbor.array(cbor.byteString(root.cid))]))],
      { comment: 'Reading it as no root would make another request of it.' },
    ),
    serves(
      'one-root-unreadable',
      'HTTP-7',
      [
        pullWith(
          cbor.map(...NO_FILTER, ['rs', cbor.array(cbor.link(root.cid), cbor.link(hex('00')))]),
        ),
      ],
      { comment: 'The other root alone would be a smaller request.' },
    ),
    serves('hashes-out-of-bounds', 'HTTP-7', [
      pullWith(cbor.message('rs', [root.cid], 65, fromHex('ff'))),
      pullWith(cbor.message('rs', [root.cid], 0, fromHex('ff'))),
      pullWith(cbor.message('rs', [root.cid], 0xffffffff, fromHex('ff'))),
    ]),
  ]
}

export function respondPull(salting: Salting): Area<'respond'> {
  const dags = dagsOf(salting.salt)
  const { family } = dags
  const having = havingOf(salting)
  return {
    area: 'respond-pull',
    profile: 'spec',
    layer: 'round',
    operation: 'respond',
    about: 'How a server answers pulls: what is there, what is not, and what cannot be read.',
    flags: { ordered: 'The order of the blocks is tested.' },
    dags: namedAll(dags),
    cases: [
      ...found(dags, having),
      ...notFound(dags),
      ...fresh(dags, having),
      ...malformed(family, having),
    ],
  }
}
