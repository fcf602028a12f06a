import type { Area, Case } from '../area.js'
import { family, twins } from '../dags/family.js'
import { aliases, inlined } from '../dags/kinds.js'
import { named } from '../dags/make.js'
import { gives, refuses } from './exchange.js'
import { pull } from './pull-case.js'

const { root, a, a1, a2, b, b1, other } = family
const { left, right, p, s, t } = twins
const all = [root, a, a1, a2, b, b1]
const stuck: Partial<Case<'pull'>> = { result: 'invalid', error: 'no-progress' }

const requests = [
  pull('cold', 'PULL-1 HTTP-1 HTTP-2 HTTP-4', ['family', '', 'root'], [gives([root], ...all)]),
  pull('nothing-to-ask', 'PULL-7', ['family', 'root a a1 a2 b b1', 'root'], []),
  pull(
    'subgraph-missing',
    'PULL-2 PULL-1',
    ['family', 'root b b1', 'root'],
    [gives([a], a, a1, a2)],
  ),
  pull(
    'two-subgraphs-missing',
    'PULL-1 PULL-2',
    ['family', 'root a1', 'root'],
    [gives([a, b], a, a2, b, b1)],
  ),
  pull(
    'several-roots',
    'PULL-1 MOD-6',
    ['twins', '', 'left right'],
    [gives([left, right], left, p, s, right, t)],
  ),
  pull(
    'stragglers',
    'PULL-1 RND-2',
    ['family', '', 'root'],
    [gives([root], root, a, a1, b), gives([a2, b1], a2, b1)],
  ),
  pull(
    'level-by-level',
    'PULL-1 PULL-7 RND-2',
    ['family', 'other', 'root'],
    [gives([root], root), gives([a, b], a, b), gives([a1, a2, b1], a1, a2, b1)],
  ),
  pull(
    'rest-asked-for-again',
    'PULL-1 RND-16',
    ['family', 'root', 'root'],
    [gives([a, b], a), gives([b, a1, a2], b), gives([a1, a2, b1], a1, a2, b1)],
    { comment: 'Each answer ends early; what it promised and did not give is asked for again.' },
  ),
  pull(
    'identity-not-asked-for',
    'MOD-4 PULL-2',
    ['inlined', '', 'root'],
    [
      gives([inlined.root], inlined.root),
      gives([inlined.leaf, inlined.next], inlined.leaf, inlined.next),
    ],
  ),
  pull(
    'other-version-held',
    'MOD-2 PULL-2',
    ['aliases', 'both v0', 'both'],
    [gives([aliases.v1], aliases.v1)],
  ),
  pull(
    'cookie-and-headers',
    'HTTP-16',
    ['family', '', 'a'],
    [
      { ...gives([a], a), headers: { 'set-cookie': 'session=1; Path=/', 'x-unknown': '1' } },
      gives([a1, a2], a1, a2),
    ],
  ),
]

const endings = [
  pull('not-found', 'PULL-6 RND-27', ['family', '', 'root'], [refuses(404)]),
  pull(
    'not-found-later',
    'PULL-6 RND-25',
    ['family', '', 'root'],
    [gives([root], root), refuses(404)],
  ),
  pull('not-found-with-part-held', 'PULL-6 RND-27', ['family', 'root a', 'root'], [refuses(404)]),
  pull(
    'subgraph-unavailable',
    'RND-25 RND-27 PULL-7',
    ['family', '', 'root'],
    [gives([root], root), gives([b], b), gives([b1], b1)],
  ),
  pull(
    'no-blocks-are-no-end',
    'PULL-7 RND-25',
    ['family', 'root', 'root'],
    [gives([a]), gives([a], a, a1, a2)],
    { comment: 'An answer without blocks that leaves a root out says something all the same.' },
  ),
  pull(
    'unavailable-and-late',
    'RND-26',
    ['family', 'root', 'root'],
    [gives([b], b), gives([b1], b1, a, a1, a2)],
  ),
  pull('nothing-but-other-roots', 'RND-25 PULL-6', ['family', '', 'root'], [gives([other], other)]),
  pull(
    'promises-for-ever',
    'RND-28',
    ['family', '', 'root'],
    [gives([root]), gives([root]), gives([root])],
    stuck,
  ),
  pull(
    'promises-after-some',
    'RND-28',
    ['family', '', 'root'],
    [gives([root], root, a, a1, a2), gives([b]), gives([b])],
    stuck,
  ),
  pull(
    'duplicates-for-ever',
    'RND-28 RND-22',
    ['family', '', 'a'],
    [gives([a], a), gives([a1, a2], a, a), gives([a1, a2], a, a)],
    stuck,
  ),
]

export const clientPullArea: Area<'pull'> = {
  area: 'client-pull',
  profile: 'spec',
  layer: 'session',
  operation: 'pull',
  about: 'What a client that pulls asks for, round by round, and how its transfer ends.',
  dags: {
    family: named(family),
    twins: named(twins),
    inlined: named(inlined),
    aliases: named(aliases),
  },
  cases: [...requests, ...endings],
}
