import type { Area } from '../area.js'
import { type Salting, unsalted } from '../dags/salt.js'
import { receiveBlocks } from './receive-blocks.js'
import { receiveEndings } from './receive-endings.js'
import { receiveLinks } from './receive-links.js'
import { receiveStatus } from './receive-status.js'
import { sendFalsePositivesArea } from './send-false-positives.js'
import { sendFilter } from './send-filter.js'
import { sendLinks } from './send-links.js'
import { sendWalk } from './send-walk.js'

/** A sender's rounds. The CIDs of false positives were searched, so no salt can be put into them. */
export const sendAreas = {
  'send-walk': sendWalk,
  'send-links': sendLinks,
  'send-filter': sendFilter,
  'send-false-positives': (_: Salting) => sendFalsePositivesArea,
} satisfies Record<string, (salting: Salting) => Area<'send'>>

/** A receiver's rounds. */
export const receiveAreas = {
  'receive-status': receiveStatus,
  'receive-links': receiveLinks,
  'receive-blocks': receiveBlocks,
  'receive-endings': receiveEndings,
} satisfies Record<string, (salting: Salting) => Area<'receive'>>

/** Rounds of a sender and of a receiver. */
export const roundAreas: readonly Area[] = [
  ...Object.values(sendAreas).map((area) => area(unsalted)),
  ...Object.values(receiveAreas).map((area) => area(unsalted)),
]
