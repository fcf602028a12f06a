import type { Area } from '../area.js'
import { encodeAreas, type Form } from './encode.js'
import { filterAreas } from './filter.js'
import { goDecodeAreas } from './go-decode.js'
import { rsDecodeAreas } from './rs-decode.js'

const rs: Form = {
  message: 'Keys stand in the order of the source, and CIDs are text.',
  car: 'The header names the first block, whatever the roots are; no blocks are no bytes.',
}

const go: Form = {
  message:
    'A length stands before the map; the filter is tagged with its kind and says its own size. The ' +
    'empty one has a tag that this port reads, but writes only if its library is asked to.',
  car: 'The header names every block, whatever the roots are, and its version comes first.',
}

/** What the two ports make of the specification's inputs, and of messages in their own forms. */
export const profileAreas: readonly Area[] = [
  ...filterAreas('rs'),
  ...encodeAreas('rs', rs),
  ...rsDecodeAreas,
  ...filterAreas('go'),
  ...encodeAreas('go', go),
  ...goDecodeAreas,
]
