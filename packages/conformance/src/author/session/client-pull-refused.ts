import { concat, hex, varint } from '@car-mirror/vectors/by-hand'
import type { Area, Case } from '../area.js'
import { unproven, unreadable } from '../dags/bad.js'
import { family } from '../dags/family.js'
import { named } from '../dags/make.js'
import { body, CAR, carOf, gives, refuses } from './exchange.js'
import { pull } from './pull-case.js'

const { root, a, a1, a2, b, b1 } = family
const all = [root, a, a1, a2, b, b1]
const FORBIDDEN = refuses(403)
const refused: Partial<Case<'pull'>> = { result: 'invalid', error: 'refused' }

const refusals = [
  ...[400, 403, 410].map((status) =>
    pull(
      `refused-${status}`,
      'HTTP-9',
      ['family', '', 'root'],
      [refuses(status), gives([root], ...all)],
      {
        ...refused,
      },
    ),
  ),
  pull(
    'no-route',
    'HTTP-3 PULL-6',
    ['family', '', 'root'],
    [refuses(404, undefined, 'ERR_ROUTE'), gives([root], ...all)],
    { ...refused, comment: 'The URL is wrong; nothing is said of the roots.' },
  ),
  pull(
    'refused-later',
    'HTTP-9',
    ['family', '', 'root'],
    [gives([root], root, b), FORBIDDEN],
    refused,
  ),
  pull('other-success', 'HTTP-9', ['family', '', 'a1'], [{ ...gives([a1], a1), status: 203 }], {
    ...refused,
    comment: 'A pull has one status that says yes.',
  }),
  ...[302, 307].map((status) =>
    pull(
      `redirect-${status}`,
      'HTTP-15',
      ['family', '', 'root'],
      [refuses(status, { location: '/elsewhere/api/v0/dag/pull' }), gives([root], ...all)],
      refused,
    ),
  ),
]

const bad = [
  pull(
    'forged',
    'RND-17 RND-20',
    ['unproven', '', 'root'],
    [gives([root], root, b, unproven.forgedA, a1)],
    { result: 'invalid', error: 'block-hash' },
  ),
  pull(
    'codec-unknown',
    'RND-19',
    ['unreadable', '', 'overUnknown'],
    [
      gives(
        [unreadable.overUnknown],
        unreadable.overUnknown,
        unreadable.leaf,
        unreadable.unknownCodec,
      ),
    ],
    { result: 'invalid', error: 'codec-unknown' },
  ),
  pull(
    'no-car',
    'CAR-17 RND-20',
    ['family', '', 'root'],
    [gives([root], root), { status: 200, type: CAR, body: body(hex('01 ff')) }],
    { result: 'invalid', error: 'car-header' },
  ),
  pull(
    'promise-and-bad-frame',
    'RND-28 CAR-10',
    ['family', '', 'a'],
    [{ status: 200, type: CAR, body: body(concat(carOf([a]), hex('03 ffffff'))) }],
    {
      result: 'invalid',
      error: 'car-cid',
      comment: 'It brought nothing, but it was no whole round: the bad frame is what ends it.',
    },
  ),
  pull(
    'frame-too-large',
    'RND-20 CAR-13',
    ['family', '', 'a'],
    [
      {
        status: 200,
        type: CAR,
        body: body(concat(carOf([a], a, a1), varint(5 * 1024 * 1024))),
      },
    ],
    { result: 'invalid', error: 'car-limit' },
  ),
]

export const clientPullRefusedArea: Area<'pull'> = {
  area: 'client-pull-refused',
  profile: 'spec',
  layer: 'session',
  operation: 'pull',
  about:
    'What ends a pull with an error: refusals, redirects, answers that are not what they should be.',
  dags: {
    family: named(family),
    unproven: named(unproven),
    unreadable: named(unreadable),
  },
  cases: [...refusals, ...bad],
}
