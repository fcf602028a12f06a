import type { Area } from '../area.js'
import { receiveBlocksArea } from './receive-blocks.js'
import { receiveEndingsArea } from './receive-endings.js'
import { receiveLinksArea } from './receive-links.js'
import { receiveStatusArea } from './receive-status.js'
import { sendFalsePositivesArea } from './send-false-positives.js'
import { sendFilterArea } from './send-filter.js'
import { sendLinksArea } from './send-links.js'
import { sendWalkArea } from './send-walk.js'

/** Rounds of a sender and of a receiver. */
export const roundAreas: readonly Area[] = [
  sendWalkArea,
  sendLinksArea,
  sendFilterArea,
  sendFalsePositivesArea,
  receiveStatusArea,
  receiveLinksArea,
  receiveBlocksArea,
  receiveEndingsArea,
]
