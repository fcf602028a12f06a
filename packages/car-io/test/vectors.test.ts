import { categoryOf, runVectors } from '@car-mirror/fixtures'
import {
  fromHex,
  type Input,
  type Outcome,
  type Subject,
  toBytes,
  toHex,
} from '@car-mirror/vectors'
import { CID } from 'multiformats/cid'
import { afterAll, it } from 'vitest'
import { CarEncoder, CarError, CarFramer } from '../src/index.js'
import { concat, cutAt } from './support.js'

const subject: Subject = {
  'car.encode': ({ roots, blocks }) => {
    const encoder = new CarEncoder()
    const framed = blocks.map(({ cid, bytes }) => ({ cid: fromHex(cid), bytes: toBytes(bytes) }))
    const chunks = [
      ...encoder.header(roots.map((root) => CID.decode(fromHex(root)))),
      ...encoder.frames(framed),
      ...encoder.flush(),
    ]
    return { value: { body: toHex(concat(chunks)) } }
  },
  'car.decode': ({ body, cuts }) => decode(cutAt(toBytes(body), cuts)),
}

function decode(chunks: Iterable<Uint8Array>): Outcome<'car.decode'> {
  const framer = new CarFramer()
  const blocks: { cid: string; bytes: string }[] = []
  const value = () => ({ roots: (framer.roots ?? []).map(({ bytes }) => toHex(bytes)), blocks })
  try {
    for (const chunk of chunks) {
      for (const { cid, bytes } of framer.push(chunk)) {
        blocks.push({ cid: toHex(cid), bytes: toHex(bytes) })
      }
    }
    framer.end()
  } catch (error) {
    if (!(error instanceof CarError)) throw error
    return { value: value(), error: categoryOf(error) }
  }
  return { value: value() }
}

/** Up to here a body is cut at each of its offsets; longer ones only into pieces of equal size. */
const SHORT = 400
/** More pieces than this cost more time than they tell. */
const MOST_PIECES = 100_000

function* recut({ body }: Input<'car.decode'>): Generator<Input<'car.decode'>> {
  const { length } = toBytes(body)
  if (length <= SHORT) {
    for (let at = 1; at < length; at++) yield { body, cuts: [at] }
  }
  for (const size of length <= SHORT ? [1] : [1, 7, 4096]) {
    const pieces = Math.ceil(length / size)
    if (pieces > MOST_PIECES) continue
    yield { body, cuts: Array.from({ length: Math.max(0, pieces - 1) }, (_, i) => (i + 1) * size) }
  }
}

runVectors({ it, afterAll }, subject, { replays: { 'car.decode': recut } })
