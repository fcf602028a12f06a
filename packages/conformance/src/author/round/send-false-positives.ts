import type { Bytes, Filter, Input } from '@car-mirror/vectors'
import type { Area, Case } from '../area.js'
import { crowded, salted, saltedAlias } from '../dags/collide.js'
import { type Blocks, named, names } from '../dags/make.js'

const dags: Record<string, Blocks> = {
  interior8: salted({ a: 24 }),
  interior16: salted({ a: 11 }),
  interior24: salted({ a: 277 }),
  interior64: salted({ b: 34 }),
  shared: salted({ a: 11 }, { shared: true }),
  requested: salted({ root: 21 }),
  requestedAndChild: salted({ a: 11, root: 133 }),
  level: salted({ a: 11, b: 64 }),
  leaves: salted({ a1: 10, a2: 90, b1: 35 }),
  leaf: salted({ a2: 567 }),
  childOfHit: salted({ a1: 55, a: 7 }),
  all: salted({ a1: 45, a2: 12, b1: 2, a: 64, b: 7, root: 10 }),
  near32: salted({ a1: 1, a: 5, b: 3 }),
  near24: salted({ a: 1 }),
  otherReading: salted({ a1: 72, a: 52 }),
  v0Hits: saltedAlias(42),
  v1Hits: saltedAlias(126),
}

function crafted(
  name: string,
  requirements: string,
  [dag, missing, filter]: readonly [dag: string, missing: string, filter: Filter<Bytes>],
  comment: string,
  more: { order?: 'breadth-first'; without?: string } = {},
): Case<'send'> {
  const { order = 'preorder', without } = more
  const store = Object.keys(dags[dag] ?? {}).filter((block) => block !== without)
  const input: Input<'send'> = { store, missing: names(missing), filter, order }
  return { name, requirements: names(requirements), dag, comment, input }
}

const { bytes8, bytes16, bytes24, bytes32, bytes64 } = crowded

const cases: Case<'send'>[] = [
  crafted('interior', 'RND-11 RND-12', ['interior8', 'root', bytes8], 'a hits.'),
  crafted('interior-breadth-first', 'RND-11 RND-12', ['interior16', 'root', bytes16], 'a hits.', {
    order: 'breadth-first',
  }),
  crafted(
    'interior-192-bits',
    'RND-11 BF-20',
    ['interior24', 'root', bytes24],
    'a hits, if indices are drawn as for a size that is not a power of two.',
  ),
  crafted('interior-eight-hashes', 'RND-11 RND-12', ['interior64', 'root', bytes64], 'b hits.'),
  crafted('straggler', 'RND-10', ['interior16', 'a', bytes16], 'The next round: a is asked for.'),
  crafted('shared', 'RND-12', ['shared', 'root', bytes16], 'a hits; a2 is below b too.'),
  crafted('requested', 'RND-10', ['requested', 'root', bytes16], 'root hits.'),
  crafted(
    'requested-and-child',
    'RND-10 RND-11',
    ['requestedAndChild', 'root', bytes32],
    'root and a hit.',
  ),
  crafted('level', 'RND-11 RND-12', ['level', 'root', bytes32], 'a and b hit: all is hidden.'),
  crafted('level-by-name', 'RND-10', ['level', 'a b', bytes32], 'The next round.'),
  crafted('leaves', 'RND-11', ['leaves', 'root', bytes16], 'All leaves hit.'),
  crafted('leaf', 'RND-11', ['leaf', 'root', bytes64], 'a2 hits.'),
  crafted('child-of-hit', 'RND-12', ['childOfHit', 'root', bytes32], 'a and its first leaf hit.'),
  crafted('child-of-requested', 'RND-10 RND-11', ['childOfHit', 'a', bytes32], 'The next round.'),
  crafted('all', 'RND-10 RND-11', ['all', 'root', bytes8], 'Every block hits.'),
  crafted('below-absent-hit', 'RND-12 RND-13', ['interior16', 'root b1', bytes16], 'a hits.', {
    without: 'a',
  }),
  crafted(
    'near-miss',
    'MOD-5 BF-14',
    ['near32', 'root', bytes32],
    'a, b and a1 have all bits but one, which is no hit.',
  ),
  crafted(
    'near-miss-192-bits',
    'MOD-5 BF-14',
    ['near24', 'root', bytes24],
    'a has all bits but one.',
  ),
  crafted(
    'hit-in-the-other-bit-order',
    'MOD-5 BF-12',
    ['otherReading', 'root', bytes32],
    'a and a1 would hit if bits were counted from the most significant.',
  ),
  crafted('v0-hits', 'MOD-2 RND-11', ['v0Hits', 'root', bytes32], 'The CIDv1 does not hit.'),
  crafted('v1-hits', 'MOD-2 RND-11', ['v1Hits', 'root', bytes32], 'The CIDv0 does not hit.'),
]

export const sendFalsePositivesArea: Area<'send'> = {
  area: 'send-false-positives',
  profile: 'spec',
  layer: 'round',
  operation: 'send',
  about:
    'CIDs that were searched so that they hit, by chance alone, a filter in which they are not: an ' +
    'interior node, a requested root, a whole level.',
  dags: Object.fromEntries(Object.entries(dags).map(([name, blocks]) => [name, named(blocks)])),
  cases,
}
