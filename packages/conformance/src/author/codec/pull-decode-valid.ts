import { identity, kind, numbered, SHORTEST } from './cids.js'
import { type Piece, times } from './inputs.js'
import {
  type BodyCase,
  LINK,
  link,
  NO_FILTER,
  ONE_ROOT,
  RS,
  SHORT_LINK,
  taken,
} from './message-bodies.js'

const B = link(numbered(1))
const C = link(numbered(2))

function roots(list: string, ...more: readonly Piece[]): Piece[] {
  return [`a3 ${NO_FILTER} ${RS} ${list}`, ...more]
}

function filter(bk: string, ...bb: readonly Piece[]): Piece[] {
  return ['a3 626262', ...bb, `62626b ${bk} ${RS} ${ONE_ROOT}`]
}

/** A message with a fourth key behind the three. */
function unknown(entry: string, ...more: readonly Piece[]): Piece[] {
  return [`a4 ${NO_FILTER} ${RS} ${ONE_ROOT} ${entry}`, ...more]
}

const plain = [
  taken('one-root', ['MSG-1', 'MSG-4'], roots(ONE_ROOT)),
  taken('three-roots', ['MSG-1'], roots(`83 ${C} ${LINK} ${B}`), 'their order is kept'),
  taken('no-roots', ['MSG-1'], roots('80')),
  taken('24-roots', ['MSG-1'], roots('9818', ...Array.from({ length: 24 }, rootNumber))),
  taken('filter', ['MSG-1'], filter('02', '48 0000000000200400')),
  taken('filter-of-24-bytes', ['MSG-1'], filter('1818', '5818', times(24, 'a5'))),
  taken('filter-of-75-bytes', ['BF-20', 'MSG-11'], filter('08', '584b', times(75, '11'))),
  taken('filter-of-64-kib', ['MSG-1'], filter('17', '5a00010000', times(65_536, '81'))),
]

const bounds = [
  taken('one-hash', ['BF-17', 'MSG-11'], filter('01', '41 ff')),
  taken('64-hashes', ['BF-17', 'MSG-11'], filter('1840', '41 ff')),
  taken('16-mib', ['BF-18', 'MSG-11'], filter('01', '5a01000000', times(2 ** 24, '01'))),
  ...[
    ['3', '03'],
    ['2-to-the-64-less-1', '1bffffffffffffffff'],
    ['minus-1', '20'],
  ].map(([name, bk]) =>
    taken(`no-bytes-and-${name}-hashes`, ['BF-15', 'BF-16'], filter(bk!, '40')),
  ),
  taken(
    '131072-links',
    ['MSG-12'],
    roots('9a00020000', times(131_072, SHORT_LINK)),
    'all of them one root',
  ),
  taken('16-levels', ['MSG-12', 'MSG-9'], unknown('6178', times(14, '81'), '80')),
  taken('16-levels-of-maps', ['MSG-12', 'MSG-9'], unknown('6178', times(14, 'a16178'), 'a0')),
  taken(
    'many-levels-of-one',
    ['MSG-12'],
    unknown('6178', '9818', times(24, '8181818180')),
    'side by side they do not add up',
  ),
]

const order = [
  taken('keys-in-source-order', ['MSG-7'], [`a3 ${RS} ${ONE_ROOT} 62626b 00 626262 40`]),
  taken('keys-count-first', ['MSG-7'], [`a3 62626b 02 626262 41ff ${RS} ${ONE_ROOT}`]),
]

const unknownKeys = [
  taken('unknown-key', ['MSG-9'], unknown('627a7a 00')),
  taken('unknown-key-first', ['MSG-9'], [`a4 6161 00 ${NO_FILTER} ${RS} ${ONE_ROOT}`]),
  taken(
    'unknown-keys',
    ['MSG-9'],
    [`a6 ${NO_FILTER} ${RS} ${ONE_ROOT} 627a7a 01 63c3a961 02 6476657273 6131`],
  ),
  taken('unknown-key-with-a-link', ['MSG-9'], unknown(`63726566 ${B}`), 'not a root'),
  taken('unknown-key-of-the-push', ['MSG-9'], unknown(`627372 82 ${B} ${C}`), 'not roots'),
  taken(
    'unknown-key-with-any-value',
    ['MSG-9'],
    unknown('63616e79 87 f4 f5 f6 20 fb3ff8000000000000 1bffffffffffffffff a1 6161 4100'),
  ),
  taken('unknown-key-proto', ['MSG-9'], unknown('695f5f70726f746f5f5f a1 627273 80')),
]

const repeats = [
  taken('root-twice', ['MSG-10'], roots(`82 ${LINK} ${LINK}`)),
  taken('root-again-later', ['MSG-10'], roots(`84 ${LINK} ${B} ${LINK} ${C}`)),
  taken(
    'roots-of-one-digest',
    ['MSG-10', 'MSG-13'],
    roots(`82 ${link(kind('v0'))} ${link(kind('dag-pb'))}`),
    'two CIDs are two roots',
  ),
]

const CIDS = ['v0', 'dag-json', 'blake2b-256', 'digest-of-four-bytes']

const cids = [
  ...CIDS.map((name) => taken(`root-${name}`, ['MSG-13'], roots(`81 ${link(kind(name))}`))),
  taken('root-identity', ['MSG-13'], roots(`81 ${link(identity(200))}`)),
  taken('root-shortest', ['MSG-13'], roots(`81 ${link(SHORTEST)}`)),
]

export const goodPulls: readonly BodyCase[] = [
  ...plain,
  ...bounds,
  ...order,
  ...unknownKeys,
  ...repeats,
  ...cids,
]

function rootNumber(_: unknown, i: number): string {
  return link(numbered(i))
}
