import type { Area } from '../area.js'
import { carEncodeArea } from '../codec/car-encode.js'
import { pullEncodeArea, pushEncodeArea } from '../codec/message-encode.js'
import { chosen } from './chosen.js'

const PULL = [
  ...['one-root', 'one-root-and-a-filter', 'roots-in-their-order', 'root-v0', 'root-dag-json'],
  ...['24-roots', '24-hashes', 'filter-of-24-bytes', 'filter-of-64-kib'],
]

const PUSH = [
  ...['nothing-missing', 'nothing-missing-and-a-filter', 'one-root', 'one-root-and-a-filter'],
  ...['roots-in-their-order', 'root-v0', '256-roots', '64-hashes'],
]

const CAR = [
  ...['no-blocks', 'no-roots', 'one-block', 'roots-in-their-order', 'blocks-in-their-order'],
  ...['block-of-no-bytes', 'block-v0', 'frame-of-128-bytes', 'frames-around-a-long-one'],
]

/** How a dialect's form differs, in a sentence for each of the two. */
export interface Form {
  readonly message: string
  readonly car: string
}

/** What a dialect writes for the same messages and blocks. */
export function encodeAreas(profile: 'rs' | 'go', { message, car }: Form): Area[] {
  return [
    chosen(profile, pullEncodeArea, PULL, `The body of a pull request. ${message}`),
    chosen(profile, pushEncodeArea, PUSH, `Status and body of the answer to a push. ${message}`),
    chosen(profile, carEncodeArea, CAR, `Blocks as one CAR. ${car}`),
  ]
}
