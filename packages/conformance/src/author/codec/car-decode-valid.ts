import {
  type Decode,
  framed,
  frameHead,
  HEADER,
  HELLO_BYTES,
  HELLO_FRAME,
  header,
  inPieces,
  lengthened,
  NO_ROOTS,
  read,
  THREE,
} from './car-inputs.js'
import { HELLO, identity, kind, numbered, SHORTEST } from './cids.js'
import { times } from './inputs.js'
import { SHORT_LINK } from './message-bodies.js'

const MOST = 4 * 2 ** 20
const VERSION = '67 76657273696f6e'
const ROOTS = '65 726f6f7473'

const CIDS = ['v0', 'dag-json', 'sha2-512', 'sha1', 'blake2b-256', 'digest-of-four-bytes']

const headers: Decode[] = [
  read('no-blocks', ['CAR-6'], [header(HELLO)]),
  read('no-roots-and-no-blocks', ['CAR-1', 'CAR-6'], [NO_ROOTS]),
  read('no-roots', ['CAR-1'], [NO_ROOTS, HELLO_FRAME]),
  read('three-roots', ['CAR-1'], [header(numbered(2), HELLO, numbered(1))], 'in their order'),
  read('root-twice', ['CAR-1'], [header(HELLO, HELLO)], 'the header is given as it is'),
  read('root-v0', ['CAR-1', 'CAR-8'], [header(kind('v0'))]),
  read('root-identity', ['CAR-1', 'CAR-8'], [header(identity(30))]),
  read(
    'version-first',
    ['CAR-3'],
    [lengthened(`a2 ${VERSION} 01 ${ROOTS} 81 ${SHORT_LINK}`), HELLO_FRAME],
  ),
  read('version-first-and-no-roots', ['CAR-3'], [lengthened(`a2 ${VERSION} 01 ${ROOTS} 80`)]),
]

/** What may be refused: nothing is lost if it is not. */
const permitted: Decode[] = [
  ['another-key', `a3 6178 00 ${ROOTS} 81 ${SHORT_LINK} ${VERSION} 01`] as const,
  [
    'another-key-last',
    `a3 ${ROOTS} 81 ${SHORT_LINK} ${VERSION} 01 6a 66696e697368656e6564 f5`,
  ] as const,
].map(([name, digits]) => ({
  ...read(name, ['CAR-16'], [lengthened(digits), HELLO_FRAME]),
  result: 'permitted' as const,
  error: 'car-header' as const,
}))

const frames: Decode[] = [
  read('one-block', ['CAR-1'], [header(HELLO), HELLO_FRAME]),
  read('three-blocks', ['CAR-1'], [HEADER, ...THREE]),
  read('block-of-no-bytes', ['CAR-10'], [HEADER, framed(HELLO, '')]),
  read('block-twice', ['CAR-1'], [HEADER, HELLO_FRAME, HELLO_FRAME], 'both are given'),
  read(
    'blocks-in-any-order',
    ['CAR-1'],
    [HEADER, framed(numbered(9), '39'), HELLO_FRAME, THREE[0]!],
  ),
  read('wrong-digest', ['CAR-8'], [HEADER, framed(HELLO, '48656c6c6f')], 'not for a CAR to judge'),
  ...CIDS.map((name) =>
    read(`block-${name}`, ['CAR-8'], [HEADER, framed(kind(name), HELLO_BYTES)]),
  ),
  read('block-identity', ['CAR-8'], [HEADER, framed(identity(3), '01080f')]),
  read('block-identity-of-200', ['CAR-8'], [HEADER, framed(identity(200), '')]),
  read('bytes-like-a-cid', ['CAR-1'], [HEADER, framed(SHORTEST, HELLO + kind('v0'))]),
  read('bytes-like-a-car', ['CAR-1'], [HEADER, framed(HELLO, HEADER + HELLO_FRAME)]),
  read('frame-of-127-bytes', ['CAR-9'], [HEADER, frameHead(HELLO, 91), times(91, 'f7')]),
  read('frame-of-128-bytes', ['CAR-9'], [HEADER, frameHead(HELLO, 92), times(92, 'f7')]),
  read('frame-of-16384-bytes', ['CAR-9'], [HEADER, frameHead(HELLO, 16_348), times(16_348, 'f7')]),
  read(
    'frame-of-4-mib',
    ['CAR-13'],
    [HEADER, frameHead(HELLO, MOST - 36), times(MOST - 36, '5a'), HELLO_FRAME],
  ),
]

/** Header and one frame need two bytes for their lengths. */
const LONG_HEADER = header(HELLO, numbered(0), numbered(1), numbered(2))
const long = [LONG_HEADER, HELLO_FRAME, frameHead(SHORTEST, 200), times(200, '2a'), ...THREE]
const longSize = LONG_HEADER.length / 2 + HELLO_FRAME.length / 2 + 6 + 200 + 25
const headerSize = LONG_HEADER.length / 2
const frameStart = headerSize + HELLO_FRAME.length / 2

function cut(name: string, cuts: readonly number[], comment?: string): Decode {
  return inPieces(read(`in-pieces-${name}`, ['CAR-14'], long, comment), cuts)
}

const pieces: Decode[] = [
  cut(
    'of-one-byte',
    Array.from({ length: longSize - 1 }, (_, i) => i + 1),
  ),
  cut(
    'of-seven-bytes',
    Array.from({ length: Math.floor(longSize / 7) }, (_, i) => 7 * (i + 1)),
  ),
  cut('cut-within-the-length-of-the-header', [1]),
  cut('cut-within-the-header', [100]),
  cut('cut-behind-the-header', [headerSize]),
  cut('cut-within-a-cid', [headerSize + 20]),
  cut('cut-between-cid-and-block', [headerSize + 37]),
  cut('cut-between-frames', [frameStart]),
  cut('cut-within-the-length-of-a-frame', [frameStart + 1]),
  cut('cut-within-a-block', [frameStart + 100, frameStart + 150]),
  cut('cut-around-every-frame', [headerSize, frameStart, frameStart + 206, longSize - 20]),
  cut('of-no-bytes', [0, 5, 5, 5, frameStart, frameStart, longSize], 'some pieces are empty'),
]

const largeFrame = [HEADER, frameHead(HELLO, 300_000), times(300_000, '5a'), HELLO_FRAME]

export const goodCars: readonly Decode[] = [
  ...headers,
  ...permitted,
  ...frames,
  ...pieces,
  inPieces(
    read('in-pieces-of-64-kib', ['CAR-14'], largeFrame),
    [65_536, 131_072, 196_608, 262_144],
  ),
]
