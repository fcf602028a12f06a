import type { Row } from '../section.js'
import { decodeBuffer, decodeIterator, decodeOurs, decodeStream } from './car-decoders.js'
import { encodeOurs, encodeStream, encodeWriter } from './car-encoders.js'
import { rawCar } from './cars.js'
import { compare, type Effort, type Work } from './rate.js'

/** Block sizes, and the goal of decoding them against `@ipld/car`. */
const SIZES: { name: string; bytes: number; goal?: number }[] = [
  { name: '200 B', bytes: 200, goal: 10 },
  { name: '4 KiB', bytes: 4096 },
  { name: '256 KiB', bytes: 256 * 1024 },
]

/** CARs in and out, against what there is on npm. @param megabytes of each CAR */
export async function carRows(megabytes: number, effort: Effort): Promise<Row[]> {
  const rows: Row[] = []
  for (const { name, bytes, goal } of SIZES) {
    const car = rawCar(Math.ceil((megabytes * 1e6) / bytes), bytes)
    const decode = { work: `CAR decode, ${name} blocks`, unit: 'MB/s' }
    const encode = { work: `CAR encode, ${name} blocks`, unit: 'MB/s' }
    const ours = { decode: decodeOurs(car), encode: encodeOurs(car) }
    const readers: [string, Work, goal?: number | undefined][] = [
      ['@ipld/car', decodeIterator(car), goal],
      ['@ipld/car, chunks joined first', decodeBuffer(car)],
      ['carstream', decodeStream(car)],
    ]
    for (const [opponent, theirs, goal] of readers) {
      const about = { ...decode, opponent, ...(goal && { goal }) }
      rows.push(await compare(about, ours.decode, theirs, effort))
    }
    const writers: [string, Work][] = [
      ['@ipld/car', encodeWriter(car)],
      ['carstream', encodeStream(car)],
    ]
    for (const [opponent, theirs] of writers) {
      rows.push(await compare({ ...encode, opponent }, ours.encode, theirs, effort))
    }
  }
  return rows
}
