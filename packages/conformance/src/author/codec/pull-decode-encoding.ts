import { toHex } from '@car-mirror/vectors'
import { hex } from '@car-mirror/vectors/by-hand'
import { times } from './inputs.js'
import {
  type BodyCase,
  LINK,
  NO_FILTER,
  ONE_ROOT,
  RS,
  refused,
  SHORT_LINK,
} from './message-bodies.js'

const ROOTS = `${RS} ${ONE_ROOT}`

/** A whole message, as short as it can be. */
const WHOLE = toHex(hex(`a3 ${NO_FILTER} ${RS} 81 ${SHORT_LINK}`))

type Row = readonly [name: string, digits: string]

const unknownLengths: Row[] = [
  ['map-of-unknown-length', `bf ${NO_FILTER} ${ROOTS} ff`],
  ['list-of-unknown-length', `a3 ${NO_FILTER} ${RS} 9f ${LINK} ff`],
  ['bytes-of-unknown-length', `a3 626262 5f 41ff ff 62626b 01 ${ROOTS}`],
  ['key-of-unknown-length', `a3 7f 626262 ff 40 62626b 00 ${ROOTS}`],
  ['link-of-unknown-length', `a3 ${NO_FILTER} ${RS} 81 d82a 5f 45 00 01550000 ff`],
  ['unknown-length-below-an-unknown-key', `a4 ${NO_FILTER} ${ROOTS} 627a7a 9f ff`],
]

const longHeads: Row[] = [
  ['count-in-two-bytes', `a3 626262 41ff 62626b 1803 ${ROOTS}`],
  ['count-in-nine-bytes', `a3 626262 41ff 62626b 1b0000000000000003 ${ROOTS}`],
  ['count-of-24-in-three-bytes', `a3 626262 41ff 62626b 190018 ${ROOTS}`],
  ['list-with-a-long-head', `a3 ${NO_FILTER} ${RS} 9801 ${LINK}`],
  ['map-with-a-long-head', `b803 ${NO_FILTER} ${ROOTS}`],
  ['bytes-with-a-long-head', `a3 626262 5801ff 62626b 01 ${ROOTS}`],
  ['key-with-a-long-head', `a3 78026262 40 62626b 00 ${ROOTS}`],
  ['link-with-a-long-head', `a3 ${NO_FILTER} ${RS} 81 d82a 5805 00 01550000`],
  ['tag-with-a-long-head', `a3 ${NO_FILTER} ${RS} 81 d9002a 45 00 01550000`],
  ['long-head-below-an-unknown-key', `a4 ${NO_FILTER} ${ROOTS} 627a7a 81 1800`],
]

const keys: Row[] = [
  ['key-twice', `a4 ${NO_FILTER} 62626b 00 ${ROOTS}`],
  ['roots-twice', `a4 ${NO_FILTER} ${ROOTS} ${RS} 80`],
  ['unknown-key-twice', `a5 ${NO_FILTER} ${ROOTS} 627a7a 00 627a7a 01`],
  ['key-twice-below-an-unknown-key', `a4 ${NO_FILTER} ${ROOTS} 627a7a a2 6161 00 6161 00`],
  ['number-as-key', `a4 01 00 ${NO_FILTER} ${ROOTS}`],
  ['bytes-as-key', `a4 427a7a 00 ${NO_FILTER} ${ROOTS}`],
]

const other: Row[] = [
  ['byte-after-the-end', `a3 ${NO_FILTER} ${ROOTS} 00`],
  ['length-before-the-message', `15 ${WHOLE}`],
  ['not-a-number', `a4 ${NO_FILTER} ${ROOTS} 627a7a fb7ff8000000000000`],
  ['another-tag', `a4 ${NO_FILTER} ${ROOTS} 627a7a c1 00`],
  ['a-map-entry-too-few', `a4 ${NO_FILTER} ${ROOTS}`],
  ['only-a-break', 'ff'],
]

const cutOff = Array.from({ length: WHOLE.length / 2 }, (_, length) =>
  refused(`cut-off-at-${length}`, ['MSG-6'], [WHOLE.slice(0, 2 * length)]),
)

/** Lengths of which next to nothing follows. */
const claims: Row[] = [
  ['list-of-2-to-the-32', `a3 ${NO_FILTER} ${RS} 9b0000000100000000`],
  ['list-of-2-to-the-64-less-1', `a3 ${NO_FILTER} ${RS} 9bffffffffffffffff`],
  ['map-of-2-to-the-53', `bb0020000000000000 ${NO_FILTER} ${ROOTS}`],
  ['bytes-of-2-to-the-46', 'a3 626262 5b0000400000000000'],
  ['bytes-of-2-to-the-31', 'a3 626262 5a80000000'],
  ['key-of-2-to-the-40', 'a3 7b0000010000000000'],
]

export const badEncodings: readonly BodyCase[] = [
  ...[...unknownLengths, ...longHeads, ...keys, ...other].map(([name, digits]) =>
    refused(name, ['MSG-6'], [digits]),
  ),
  ...cutOff,
  ...claims.map(([name, digits]) => refused(name, ['SEC-1', 'MSG-6'], [digits])),
  refused('a-million-lists-in-one-another', ['MSG-12', 'SEC-1'], [times(1_000_000, '81')]),
]
