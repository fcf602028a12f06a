import type { Bytes, Filter, Input } from '@car-mirror/vectors'
import type { Area, Case } from '../area.js'
import { familyOf } from '../dags/family.js'
import { everything, type Having, havingOf, nothing } from '../dags/filters.js'
import { sharedOf } from '../dags/graphs.js'
import { named, names } from '../dags/make.js'
import type { Salting } from '../dags/salt.js'

const FAMILY = 'root a a1 a2 b b1'

function filtered(
  name: string,
  requirements: string,
  missing: string,
  filter: Filter<Bytes>,
  more: Partial<Case<'send'>> & { store?: string; order?: 'breadth-first' } = {},
): Case<'send'> {
  const { store = FAMILY, order = 'preorder', ...rest } = more
  const input: Input<'send'> = { store: names(store), missing: names(missing), filter, order }
  return { name, requirements: names(requirements), dag: 'family', input, ...rest }
}

function requested(having: Having): Case<'send'>[] {
  return [
    filtered('root-hit', 'RND-10', 'root', having.root),
    filtered('root-hit-breadth-first', 'RND-10', 'root', having.root, { order: 'breadth-first' }),
    filtered('all-hit', 'RND-10 RND-11', 'root', everything),
    filtered('all-hit-root-below-root', 'RND-10 RND-11', 'root a1', everything, {
      comment: 'A requested root that lies below a hit is sent all the same.',
    }),
    filtered('one-root-hit', 'RND-10', 'a b', having.a),
    filtered('root-hit-absent', 'RND-10 RND-13', 'a b', having.a, { store: 'root b b1' }),
  ]
}

function pruned(having: Having): Case<'send'>[] {
  return [
    filtered('interior-hit', 'RND-11 RND-12', 'root', having.a),
    filtered('interior-hit-breadth-first', 'RND-11 RND-12', 'root', having.a, {
      order: 'breadth-first',
    }),
    filtered('leaf-hit', 'RND-11', 'root', having.a1),
    filtered('leaves-hit', 'RND-11', 'root', having.leaves),
    filtered('level-hit', 'RND-11 RND-12', 'root', having.aAndB),
    filtered('hit-below-requested-hit', 'RND-10 RND-11', 'a', having.aAndA1),
    filtered('below-hit-by-name', 'RND-10 RND-12', 'root a2', having.a),
    filtered('hit-absent', 'RND-12 RND-13', 'root', having.a, { store: 'root a1 a2 b b1' }),
  ]
}

const unhindered = [
  filtered('no-bit-set', 'MOD-5 RND-11', 'root', nothing),
  filtered(
    'no-bytes-but-hashes',
    'MOD-5 RND-11',
    'root',
    { bytes: '', hashes: 5 },
    {
      comment: 'A filter of no bytes has nothing, whatever its hash count (BF-16).',
    },
  ),
]

function byTwoWays(having: Having): Case<'send'> {
  return {
    ...filtered('child-of-hit-by-another-way', 'RND-12', 'root', having.sharedA, {
      store: 'root a b s',
    }),
    dag: 'shared',
    comment: 'The leaf lies below the hit, but not only below it.',
  }
}

export function sendFilter(salting: Salting): Area<'send'> {
  const { salt } = salting
  const having = havingOf(salting)
  return {
    area: 'send-filter',
    profile: 'spec',
    layer: 'round',
    operation: 'send',
    about:
      'What a sender leaves out for a filter: hits that were not asked for, and what is below them.',
    dags: { family: named(familyOf(salt)), shared: named(sharedOf(salt)) },
    cases: [...requested(having), ...pruned(having), ...unhindered, byTwoWays(having)],
  }
}
