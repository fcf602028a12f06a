import type { Input } from '@car-mirror/vectors'
import type { Area, Case } from '../area.js'
import { damagedOf } from '../dags/bad.js'
import { familyOf, twinsOf } from '../dags/family.js'
import { none } from '../dags/filters.js'
import { chain, crossedOf, diamond, sharedOf } from '../dags/graphs.js'
import { named, names, row } from '../dags/make.js'
import type { Salting } from '../dags/salt.js'

type Send = Case<'send'>

const FAMILY = 'root a a1 a2 b b1 other stranger'
const ORDERED = ['ordered']

/** A case without a filter. */
function walk(
  name: string,
  requirements: string,
  [dag, store, missing]: readonly [dag: string, store: string, missing: string],
  more: Partial<Send> & { order?: 'breadth-first' } = {},
): Send {
  const { order = 'preorder', ...rest } = more
  const input: Input<'send'> = { store: names(store), missing: names(missing), filter: none, order }
  return { name, requirements: names(requirements), dag, input, ...rest }
}

const orders: Send[] = [
  walk('preorder', 'PULL-3', ['family', FAMILY, 'root'], { flags: ORDERED }),
  walk('breadth-first', 'PUSH-3', ['family', FAMILY, 'root'], {
    flags: ORDERED,
    order: 'breadth-first',
  }),
  walk('preorder-several-roots', 'PULL-3 MOD-6', ['family', FAMILY, 'b a'], { flags: ORDERED }),
  walk('breadth-first-several-roots', 'PUSH-3 MOD-6', ['family', FAMILY, 'b a'], {
    flags: ORDERED,
    order: 'breadth-first',
  }),
  walk('preorder-child-and-grandchild', 'PULL-3', ['crossed', 'root above deep d e', 'root'], {
    flags: ORDERED,
    comment: 'A node goes where the walk first comes to it, not where it is first seen.',
  }),
  walk('breadth-first-child-and-grandchild', 'PUSH-3', ['crossed', 'root above deep d e', 'root'], {
    flags: ORDERED,
    order: 'breadth-first',
  }),
  walk('preorder-root-below-root', 'PULL-3 RND-15', ['family', FAMILY, 'a root'], {
    flags: ORDERED,
  }),
]

const reach: Send[] = [
  walk('unrelated-stay', 'MOD-5', ['family', FAMILY, 'root']),
  walk('subgraph', 'MOD-5', ['family', FAMILY, 'a'], {
    comment: 'What lies above or beside a requested root is not sent.',
  }),
  walk('several-subgraphs', 'MOD-5 MOD-6', ['family', FAMILY, 'a b1']),
  walk('root-repeated', 'RND-9', ['family', FAMILY, 'a b a a']),
  walk('roots-in-no-order', 'RND-9', ['family', FAMILY, 'root a b a1']),
  walk('root-below-root', 'RND-15 MOD-6', ['family', FAMILY, 'root a a1']),
  walk('shared-below-two-roots', 'MOD-6 RND-15', ['twins', 'left right p s t', 'left right']),
]

const repeats: Send[] = [
  walk('link-twice', 'RND-15', ['shared', 'root a b s', 'a']),
  walk('two-parents', 'RND-15', ['shared', 'root a b s', 'root']),
  walk('diamonds', 'SEC-4 RND-15', ['diamond', row('d', 13).join(' '), 'd1'], {
    comment: '4,096 ways lead to the last block.',
  }),
  walk('diamonds-breadth-first', 'SEC-4 RND-15', ['diamond', row('d', 13).join(' '), 'd1'], {
    order: 'breadth-first',
  }),
  walk('chain', 'SEC-2', ['chain', row('c', 1500).join(' '), 'c1']),
]

const absent: Send[] = [
  walk('nothing-there', 'RND-13 MOD-5', ['family', 'other stranger', 'root']),
  walk('one-root-of-two-there', 'RND-13', ['family', 'a a1 a2 other', 'b a']),
  walk('leaf-absent', 'RND-13', ['family', 'root a a2 b b1', 'root']),
  walk('interior-absent', 'RND-13 MOD-5', ['family', 'root a1 a2 b b1', 'root'], {
    comment: 'What lies below an absent block is not reached: its links are not known.',
  }),
  walk('below-absent-by-name', 'RND-13 MOD-5', ['family', 'root a1 a2 b b1', 'root a2']),
  walk('root-absent-children-there', 'RND-13 MOD-5', ['family', 'a a1 a2 b b1', 'root']),
]

const harmed: Send[] = [
  walk('damaged-interior', 'RND-14 RND-13', ['damaged', 'root aDamaged a1 a2 b b1', 'root']),
  walk('damaged-root', 'RND-14', ['damaged', 'rootDamaged a a1 a2 b b1', 'root']),
  walk('damaged-root-beside-another', 'RND-14 RND-13', ['damaged', 'aDamaged a1 b b1', 'a b'], {
    comment: 'It is not promised either.',
  }),
  walk('codec-unknown', 'RND-14', ['damaged', 'overUnknown unknownCodec a1 b b1', 'overUnknown']),
  walk('codec-unknown-requested', 'RND-14', ['damaged', 'unknownCodec b b1', 'unknownCodec b']),
]

export function sendWalk({ salt }: Salting): Area<'send'> {
  return {
    area: 'send-walk',
    profile: 'spec',
    layer: 'round',
    operation: 'send',
    about:
      'What a sender makes of a status without a filter: which blocks, each once, in which order.',
    flags: { ordered: 'The order of the blocks is tested.' },
    dags: {
      family: named(familyOf(salt)),
      twins: named(twinsOf(salt)),
      shared: named(sharedOf(salt)),
      crossed: named(crossedOf(salt)),
      diamond: named(diamond(12, salt)),
      chain: named(chain(1500, salt)),
      damaged: named(damagedOf(salt)),
    },
    cases: [...orders, ...reach, ...repeats, ...absent, ...harmed],
  }
}
