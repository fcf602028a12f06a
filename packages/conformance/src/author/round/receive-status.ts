import type { Area } from '../area.js'
import { hiddenByOwn } from '../dags/collide.js'
import { familyOf, twinsOf, versionsOf } from '../dags/family.js'
import { fan, growing } from '../dags/graphs.js'
import { named, row } from '../dags/make.js'
import type { Salting } from '../dags/salt.js'
import { came, receives } from './deliveries.js'

const LEAVES = 150
const leaves = row('leaf', LEAVES)

const listed = [
  receives('nothing-held', 'RND-1', ['family', '', 'root'], []),
  receives('all-held', 'RND-27 RND-2', ['family', 'root a a1 a2 b b1', 'root'], []),
  receives('interior-missing', 'RND-1 RND-5', ['family', 'root b b1', 'root'], [], {
    comment: 'Neither its parent nor its children are listed: those it has not are not known yet.',
  }),
  receives('leaf-missing', 'RND-1 RND-5', ['family', 'root a a1 b b1', 'root'], []),
  receives('two-missing', 'RND-1', ['family', 'root b a1 a2', 'root'], []),
  receives('held-below-missing', 'RND-1 RND-5', ['family', 'root a1 a2 b b1', 'root'], [], {
    comment: 'Only a is listed.',
  }),
  receives('missing-by-two-ways', 'RND-1 MOD-6', ['twins', 'left right p t', 'left right'], []),
  receives('two-roots', 'MOD-6 RND-1', ['twins', 'left p', 'left right'], []),
  receives('root-repeated', 'MOD-6 RND-1', ['twins', '', 'left left'], []),
  receives('root-below-root', 'MOD-6', ['family', 'a', 'root a'], []),
]

const renewed = [
  receives(
    'all-in-one-round',
    'RND-2 RND-27',
    ['family', '', 'root'],
    [came('root a a1 a2 b b1', 'root')],
  ),
  receives(
    'level-by-level',
    'RND-2 RND-1',
    ['family', '', 'root'],
    [came('root', 'root'), came('a b', 'a b'), came('a1 a2 b1', 'a1 a2 b1')],
  ),
  receives(
    'held-below-what-came',
    'RND-2 RND-5',
    ['family', 'root a1 a2 b b1', 'root'],
    [came('a', 'a')],
  ),
  receives(
    'held-deep-below-what-came',
    'RND-2 RND-5',
    ['family', 'a a1 b b1', 'root'],
    [came('root', 'root')],
  ),
  receives('asked-and-not-come', 'RND-2 RND-25', ['family', 'root', 'root'], [came('a', 'a b')]),
  receives('below-what-came', 'RND-2 RND-5', ['family', '', 'root'], [came('root a a1', 'root')]),
  receives(
    'shared-comes-once',
    'MOD-6',
    ['twins', '', 'left right'],
    [came('left p s right t', 'left right')],
  ),
  receives(
    'two-roots-one-comes',
    'MOD-6 RND-2',
    ['twins', '', 'left right'],
    [came('left p s', 'left right'), came('right t', 'right')],
  ),
]

const filters = [
  receives(
    'missing-not-in-filter',
    'RND-4',
    ['fan', `root ${row('leaf', 8).join(' ')}`, 'root'],
    [],
  ),
  receives(
    'asked-for-not-in-filter',
    'RND-4 RND-5',
    ['fan', '', 'root'],
    [came(`root ${row('leaf', 6).join(' ')}`, 'root')],
  ),
  receives('news-in-filter', 'RND-5', ['family', 'root b b1', 'root'], [came('a a1', 'a')]),
  receives(
    'older-and-news-in-filter',
    'RND-5 RND-2',
    ['family', 'root a1', 'root'],
    [came('a b', 'a b'), came('a2', 'a2 b1')],
  ),
  receives(
    'only-asked-for-came',
    'RND-7',
    ['family', '', 'root'],
    [came('root', 'root'), came('a b', 'a b'), came('a1 a2', 'a1 a2 b1')],
  ),
  receives(
    'growth',
    'RND-6 RND-5',
    ['growing', 'root near far', 'root'],
    [came(`big ${leaves.slice(0, -1).join(' ')}`, 'big')],
    {
      flags: ['rate'],
      comment: 'A filter for three blocks cannot hold 150: set bits would report everything.',
    },
  ),
  receives(
    'growth-in-steps',
    'RND-6 RND-5',
    ['growing', 'root near far', 'root'],
    [
      came(`big ${leaves.slice(0, 20).join(' ')}`, 'big'),
      came(leaves.slice(20, -1).join(' '), leaves.at(-1)),
    ],
    { flags: ['rate'] },
  ),
  receives('small-store', 'RND-8', ['versions', 'old gone kept k1 k2 new', 'new'], [], {
    flags: ['small-store'],
  }),
  receives('small-store-root-missing', 'RND-8', ['versions', 'old gone kept k1 k2', 'new'], [], {
    flags: ['small-store'],
    comment: 'Below the root nothing is known, and yet the filter can tell of what may be there.',
  }),
]

const hidden = ([1, 2, 3, 4] as const).map((held) => {
  const dag = `own${held}`
  const holds = ['root', ...row('held', held - 1)].join(' ')
  return receives(`hidden-by-own-filter-${held}`, 'RND-3 SEC-5', [dag, holds, 'root'], [], {
    comment: 'The leaf hits the filter that is recommended for what is held.',
  })
})

export function receiveStatus({ salt }: Salting): Area<'receive'> {
  return {
    area: 'receive-status',
    profile: 'spec',
    layer: 'round',
    operation: 'receive',
    about: 'What a receiver says before the first round and after each: missing roots and filter.',
    flags: {
      rate: 'The rate of false positives of each filter, by its set bits, is at most ten times the cap of BF-21: room for chance.',
      'small-store': 'The store is small enough for all of it to be in the filter.',
    },
    dags: {
      family: named(familyOf(salt)),
      twins: named(twinsOf(salt)),
      versions: named(versionsOf(salt)),
      fan: named(fan(16, salt)),
      growing: named(growing(LEAVES, salt)),
      own1: named(hiddenByOwn(1)),
      own2: named(hiddenByOwn(2)),
      own3: named(hiddenByOwn(3)),
      own4: named(hiddenByOwn(4)),
    },
    cases: [...listed, ...renewed, ...filters, ...hidden],
  }
}
