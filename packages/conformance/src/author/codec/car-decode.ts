import type { Area } from '../area.js'
import { badCars } from './car-decode-refused.js'
import { goodCars } from './car-decode-valid.js'
import { type Decode, HEADER, HELLO_FRAME, inPieces, read, refused, THREE } from './car-inputs.js'

const WHOLE = HEADER + THREE.join('')

/** Where the header and each frame ends. */
const ENDS = [HEADER, ...THREE].map((_, i, items) => items.slice(0, i + 1).join('').length / 2)

/** Of a CAR of three blocks, the first bytes. */
function shortened(length: number): Decode {
  const body = [WHOLE.slice(0, 2 * length)]
  const name = `cut-off-at-${length}`
  if (length === 0) return refused('car-truncated', name, ['CAR-7'], body)
  if (ENDS.includes(length)) return read(name, ['CAR-11'], body, 'between frames')
  return refused('car-truncated', name, ['CAR-11'], body)
}

const cutOff: Decode[] = [
  ...Array.from({ length: WHOLE.length / 2 }, (_, length) => shortened(length)),
  refused('car-truncated', 'cut-off-within-a-length', ['CAR-11'], [HEADER, HELLO_FRAME, 'ac']),
  refused('car-truncated', 'cut-off-within-the-length-of-the-header', ['CAR-11'], ['ac']),
  refused('car-truncated', 'cut-off-behind-a-length', ['CAR-11'], [HEADER, HELLO_FRAME, 'ac02']),
  inPieces(
    refused(
      'car-truncated',
      'cut-off-in-pieces',
      ['CAR-11', 'CAR-14'],
      [HEADER, HELLO_FRAME, 'ac'],
    ),
    [10, HEADER.length / 2, HEADER.length / 2 + HELLO_FRAME.length / 2],
  ),
]

export const carDecodeArea: Area<'car.decode'> = {
  area: 'car-decode',
  profile: 'spec',
  layer: 'codec',
  operation: 'car.decode',
  about:
    'A CAR that arrives in pieces, cut at the given offsets: its roots and its blocks, in order. Of ' +
    'one that is refused, the roots (none if the header is bad) and the blocks before the fault. ' +
    'Whether bytes match their CID is not asked.',
  cases: [...goodCars, ...badCars, ...cutOff],
}
