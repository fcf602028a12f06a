import type { Area, Case } from '../area.js'
import { familyOf, twinsOf } from '../dags/family.js'
import { inlinedOf } from '../dags/kinds.js'
import { named } from '../dags/make.js'
import type { Salting } from '../dags/salt.js'
import { came, cut, receives } from './deliveries.js'

const stuck: Partial<Case<'receive'>> = { result: 'invalid', error: 'no-progress' }

const unavailable = [
  receives('root-not-given', 'RND-25 RND-27', ['family', '', 'root'], [came('')]),
  receives(
    'leaf-not-given',
    'RND-25 RND-27',
    ['family', 'root a b b1', 'root'],
    [came('a2', 'a2')],
  ),
  receives(
    'left-out-of-later-rounds',
    'RND-25 RND-27',
    ['family', '', 'root'],
    [came('root', 'root'), came('b', 'b'), came('b1', 'b1')],
  ),
  receives('given-without-promise', 'RND-25', ['family', 'root', 'root'], [came('a a1 a2', 'b')], {
    comment: 'What came is there, promised or not.',
  }),
  receives(
    'promised-and-not-given',
    'RND-25 RND-16',
    ['family', 'root', 'root'],
    [came('a a1 a2', 'a b'), came('b b1', 'b')],
  ),
  receives(
    'one-block-per-round',
    'RND-16 RND-27',
    ['family', '', 'a'],
    [came('a', 'a'), came('a1', 'a1 a2'), came('a2', 'a2')],
  ),
  receives(
    'something-else-promised',
    'RND-25',
    ['family', 'root', 'root'],
    [came('b b1', 'b other root')],
  ),
  receives(
    'one-root-of-two',
    'RND-25 MOD-6',
    ['twins', '', 'left right'],
    [came('left p s', 'left')],
  ),
  receives(
    'shared-not-given',
    'RND-25 MOD-6',
    ['twins', 'left right', 'left right'],
    [came('p t', 'p t')],
  ),
  receives('below-unavailable-held', 'RND-27', ['family', 'root a1 a2 b b1', 'root'], [came('')]),
  receives('below-identity', 'RND-25 MOD-4', ['inlined', 'root next', 'root'], [came('')]),
]

const late = [
  receives(
    'late',
    'RND-26 RND-27',
    ['family', 'root', 'root'],
    [came('b', 'b'), came('b1 a a1 a2', 'b1')],
  ),
  receives(
    'late-with-children-to-come',
    'RND-26 RND-2',
    ['family', 'root', 'root'],
    [came('b', 'b'), came('a', 'b1'), came('b1 a1 a2', 'b1 a1 a2')],
  ),
  receives(
    'late-leaf',
    'RND-26',
    ['family', 'root a b', 'root'],
    [came('a1', 'a1 b1'), came('a2', 'b1'), came('b1', 'b1')],
  ),
]

const cuts = [
  receives(
    'cut-before-anything',
    'RND-24',
    ['family', '', 'root'],
    [cut(''), came('root', 'root')],
  ),
  receives('cut-after-some', 'RND-24', ['family', 'root', 'root'], [cut('a a1', 'a')]),
  receives(
    'cut-then-whole',
    'RND-24 RND-27',
    ['family', 'root', 'root'],
    [cut('a a1', 'a'), came('b b1 a2', 'a2 b')],
  ),
  receives(
    'cut-then-not-given',
    'RND-24 RND-25',
    ['family', 'root', 'root'],
    [cut('a a1', 'a'), came('b b1', 'b')],
  ),
  receives(
    'cut-with-nothing-new',
    'RND-24',
    ['family', 'root b b1', 'root'],
    [cut('b', 'a'), came('a a1 a2', 'a')],
  ),
]

const stalls = [
  receives('promise-and-nothing', 'RND-28', ['family', '', 'root'], [came('', 'root')], stuck),
  receives(
    'promise-and-duplicates',
    'RND-28 RND-22',
    ['family', 'root b b1', 'root'],
    [came('root b b1', 'a')],
    stuck,
  ),
  receives(
    'promise-and-unrelated',
    'RND-28 RND-21',
    ['family', '', 'root'],
    [came('other stranger', 'root')],
    stuck,
  ),
  receives(
    'later-promise-and-nothing',
    'RND-28',
    ['family', '', 'root'],
    [came('root', 'root'), came('b b1', 'a b'), came('', 'a')],
    stuck,
  ),
  receives(
    'newly-unavailable-is-progress',
    'RND-28 RND-25',
    ['family', 'root', 'root'],
    [came('', 'a'), came('a a1 a2', 'a')],
  ),
  receives(
    'unavailable-then-nothing',
    'RND-28',
    ['family', 'root', 'root'],
    [came('', 'a'), came('', 'a')],
    stuck,
  ),
]

export function receiveEndings({ salt }: Salting): Area<'receive'> {
  return {
    area: 'receive-endings',
    profile: 'spec',
    layer: 'round',
    operation: 'receive',
    about: 'What is unavailable, what a cut round says, and how a transfer ends.',
    dags: {
      family: named(familyOf(salt)),
      twins: named(twinsOf(salt)),
      inlined: named(inlinedOf(salt)),
    },
    cases: [...unavailable, ...late, ...cuts, ...stalls],
  }
}
