import {
  type Decode,
  framed,
  HEADER,
  HELLO_FRAME,
  inPieces,
  lengthened,
  refused,
  THREE,
} from './car-inputs.js'
import { HELLO, kind } from './cids.js'
import { times } from './inputs.js'
import { LINK, SHORT_LINK } from './message-bodies.js'

const VERSION = '67 76657273696f6e'
const ROOTS = '65 726f6f7473'
const ONE = `81 ${SHORT_LINK}`

type Row = readonly [name: string, digits: string]

const versions: Row[] = [
  ['version-2', `a2 ${ROOTS} ${ONE} ${VERSION} 02`],
  ['version-2-first', `a2 ${VERSION} 02 ${ROOTS} ${ONE}`],
  ['version-0', `a2 ${ROOTS} ${ONE} ${VERSION} 00`],
  ['version-2-without-roots', `a1 ${VERSION} 02`],
]

const badHeaders: Row[] = [
  ['no-version', `a1 ${ROOTS} ${ONE}`],
  ['no-roots-field', `a1 ${VERSION} 01`],
  ['empty-map', 'a0'],
  ['version-of-text', `a2 ${ROOTS} ${ONE} ${VERSION} 6131`],
  ['version-in-two-bytes', `a2 ${ROOTS} ${ONE} ${VERSION} 1801`],
  ['version-as-real', `a2 ${ROOTS} ${ONE} ${VERSION} fb3ff0000000000000`],
  ['roots-null', `a2 ${ROOTS} f6 ${VERSION} 01`],
  ['root-of-bytes', `a2 ${ROOTS} 81 44 01550000 ${VERSION} 01`],
  ['root-null', `a2 ${ROOTS} 82 ${LINK} f6 ${VERSION} 01`],
  ['root-with-another-tag', `a2 ${ROOTS} 81 d82b 45 00 01550000 ${VERSION} 01`],
  ['root-without-its-zero', `a2 ${ROOTS} 81 d82a 44 01550000 ${VERSION} 01`],
  ['root-cut-short', `a2 ${ROOTS} 81 d82a 44 00 015500 ${VERSION} 01`],
  ['root-with-a-byte-too-many', `a2 ${ROOTS} 81 d82a 46 00 01550000 00 ${VERSION} 01`],
  ['roots-with-a-long-head', `a2 ${ROOTS} 9801 ${SHORT_LINK} ${VERSION} 01`],
  ['roots-of-unknown-length', `a2 ${ROOTS} 9f ff ${VERSION} 01`],
  ['map-of-unknown-length', `bf ${ROOTS} 80 ${VERSION} 01 ff`],
  ['version-twice', `a3 ${ROOTS} 80 ${VERSION} 01 ${VERSION} 01`],
  ['byte-behind-the-map', `a2 ${ROOTS} ${ONE} ${VERSION} 01 00`],
  ['map-cut-short', `a2 ${ROOTS} ${ONE} ${VERSION}`],
  ['list', `82 ${ONE} 01`],
  ['null', 'f6'],
  ['not-cbor', 'ff'],
]

const headers: Decode[] = [
  ...versions.map(([name, digits]) =>
    refused('car-version', `header-${name}`, ['CAR-4'], [lengthened(digits), HELLO_FRAME]),
  ),
  ...badHeaders.map(([name, digits]) =>
    refused('car-header', `header-${name}`, ['CAR-17'], [lengthened(digits), HELLO_FRAME]),
  ),
  refused('car-header', 'header-of-no-bytes', ['CAR-17'], ['00', HELLO_FRAME]),
  refused(
    'car-header',
    'header-of-2-to-the-53-roots',
    ['SEC-1'],
    [lengthened(`a2 ${ROOTS} 9b0020000000000000 ${VERSION} 01`)],
  ),
  refused('car-header', 'header-of-100000-levels', ['CAR-17'], ['a08d06', times(100_000, '81')]),
]

/** A length where that of a frame should be, behind a good frame. */
function length(digits: string): string[] {
  return [HEADER, HELLO_FRAME, digits]
}

const lengths: Decode[] = [
  refused('car-varint', 'length-padded', ['CAR-9'], [...length('8400'), '01550000']),
  refused('car-varint', 'length-padded-twice', ['CAR-9'], [...length('848000'), '01550000']),
  refused('car-varint', 'length-padded-to-nine-bytes', ['CAR-9'], length('848080808080808000')),
  refused('car-varint', 'length-zero-padded', ['CAR-9'], length('8000')),
  refused('car-varint', 'length-of-2-to-the-53', ['CAR-9', 'SEC-1'], length('8080808080808010')),
  refused('car-varint', 'length-of-2-to-the-63', ['CAR-9'], length('80808080808080808001')),
  refused('car-varint', 'length-without-end', ['CAR-9'], [...length(''), times(40, 'ff')]),
  refused(
    'car-varint',
    'header-length-padded',
    ['CAR-9'],
    [`${(Number.parseInt(HEADER.slice(0, 2), 16) + 128).toString(16)}00`, HEADER.slice(2)],
  ),
  refused('car-varint', 'header-length-of-2-to-the-53', ['CAR-9', 'SEC-1'], ['8080808080808010']),
]

const bounds: Decode[] = [
  refused(
    'car-limit',
    'frame-of-4-mib-and-a-byte',
    ['CAR-13'],
    [...length('81808002'), HELLO, times(4 * 2 ** 20 - 35, '5a')],
  ),
  refused(
    'car-limit',
    'frame-above-4-mib-that-is-not-there',
    ['CAR-13', 'SEC-1'],
    length('81808002'),
    'refused as soon as the length is read',
  ),
  refused('car-limit', 'frame-of-2-to-the-46', ['CAR-13', 'SEC-1'], length('80808080808010')),
  refused(
    'car-limit',
    'frame-of-2-to-the-53-less-1',
    ['CAR-9', 'CAR-13'],
    length('ffffffffffffff0f'),
  ),
  refused(
    'car-truncated',
    'frame-of-4-mib-that-is-not-there',
    ['CAR-11', 'CAR-13'],
    length('80808002'),
  ),
  refused('car-limit', 'header-of-4-mib-and-a-byte', ['CAR-13', 'SEC-1'], ['81808002']),
  refused('car-limit', 'header-of-2-to-the-46', ['CAR-13', 'SEC-1'], ['80808080808010']),
]

const frames: Decode[] = [
  refused('car-frame', 'frame-of-no-bytes', ['CAR-10', 'CAR-12'], [HEADER, HELLO_FRAME, '00']),
  refused('car-frame', 'frame-of-no-bytes-first', ['CAR-10'], [HEADER, '00', HELLO_FRAME]),
  refused('car-frame', 'zeros-behind-the-end', ['CAR-10'], [HEADER, ...THREE, times(512, '00')]),
  ...[
    ['no-cid', 'ffffffff'],
    ['version-2', `02${HELLO.slice(2)}`],
    ['version-0', `00${HELLO.slice(2)}`],
    ['cid-cut-short', HELLO.slice(0, -2)],
    ['cid-cut-short-behind-its-hash', '015512'],
    ['v0-cut-short', kind('v0').slice(0, -2)],
    ['v0-of-16-bytes', `1210${kind('v0').slice(4, 36)}`],
    ['digest-of-2-to-the-46', '0155128080808080801001'],
  ].map(([name, digits]) =>
    refused('car-cid', `frame-${name}`, ['CAR-10'], [HEADER, lengthened(digits!), HELLO_FRAME]),
  ),
]

const kept: Decode[] = [
  refused(
    'car-cid',
    'blocks-before-a-bad-cid',
    ['CAR-12'],
    [HEADER, ...THREE, '0102', HELLO_FRAME],
  ),
  refused('car-varint', 'blocks-before-a-bad-length', ['CAR-12'], [HEADER, ...THREE, '8400']),
  refused('car-limit', 'blocks-before-a-long-frame', ['CAR-12'], [HEADER, ...THREE, '81808002']),
  refused('car-truncated', 'blocks-before-a-cut', ['CAR-12'], [HEADER, ...THREE, '0401']),
  inPieces(
    refused(
      'car-frame',
      'blocks-before-a-bad-frame-in-pieces',
      ['CAR-12', 'CAR-14'],
      [HEADER, ...THREE, '00', HELLO_FRAME],
    ),
    Array.from({ length: 90 }, (_, i) => i + 1),
  ),
]

/** A bad CAR in whatever pieces is bad in the same way. */
const cut: Decode[] = [
  inPieces(refused('car-varint', 'length-padded-in-pieces', ['CAR-14'], length('8400')), [
    HEADER.length / 2 + HELLO_FRAME.length / 2 + 1,
  ]),
  inPieces(
    refused(
      'car-cid',
      'cid-cut-short-in-pieces',
      ['CAR-14'],
      [HEADER, lengthened(HELLO.slice(0, -2)), framed(HELLO, '')],
    ),
    [30, 40, 50, 60],
  ),
]

export const badCars: readonly Decode[] = [
  ...headers,
  ...lengths,
  ...bounds,
  ...frames,
  ...kept,
  ...cut,
]
