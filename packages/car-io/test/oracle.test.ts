import { CarBlockIterator, CarReader } from '@ipld/car'
import fc from 'fast-check'
import { CID } from 'multiformats/cid'
import * as Digest from 'multiformats/hashes/digest'
import { describe, expect, it } from 'vitest'
import { decodeCar, encodeCar } from '../src/index.js'
import {
  arbCar,
  type Car,
  collect,
  concat,
  cutAt,
  describeBlock,
  expected,
  frame,
  stream,
  toHex,
  writeWithLibrary,
} from './support.js'

const arbCuts = fc.array(fc.nat({ max: 4000 }), { maxLength: 40 })
const arbBatch = fc.integer({ min: 1, max: 5 })

function inBatches({ blocks }: Car, size: number) {
  const ours = blocks.map(({ cid, bytes }) => ({ cid: cid.bytes, bytes }))
  return ours.flatMap((_, i) => (i % size === 0 ? [ours.slice(i, i + size)] : []))
}

describe('against @ipld/car', () => {
  it('we read what CarWriter writes, however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(arbCar, arbCuts, async (car, cuts) => {
        const bytes = await writeWithLibrary(car)
        expect(frame(cutAt(bytes, cuts))).toEqual({ ...expected(car), offset: bytes.length })
        const { roots, blocks } = await decodeCar(stream(cutAt(bytes, cuts)))
        expect(roots.map(String)).toEqual(car.roots.map(String))
        expect((await collect(blocks)).flat().map(describeBlock)).toEqual(expected(car).blocks)
      }),
      { numRuns: 300 },
    )
  })

  it('we write what CarWriter writes, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(arbCar, arbBatch, async (car, size) => {
        const theirs = await writeWithLibrary(car)
        expect(concat(await collect(encodeCar(car.roots, inBatches(car, size))))).toEqual(theirs)
        const source = stream(inBatches(car, size))
        expect(concat(await collect(encodeCar(car.roots, source)))).toEqual(theirs)
      }),
      { numRuns: 200 },
    )
  })

  it('CarReader and CarBlockIterator read what we write', async () => {
    await fc.assert(
      fc.asyncProperty(arbCar, arbBatch, async (car, size) => {
        const chunks = await collect(encodeCar(car.roots, inBatches(car, size)))
        const reader = await CarReader.fromBytes(concat(chunks))
        const iterator = await CarBlockIterator.fromIterable(stream(chunks))
        for (const theirs of [reader, iterator]) {
          expect((await theirs.getRoots()).map((r) => toHex(r.bytes))).toEqual(expected(car).roots)
        }
        for (const blocks of [reader.blocks(), iterator]) {
          const seen = (await collect(blocks)).map((b) => `${toHex(b.cid.bytes)}:${toHex(b.bytes)}`)
          expect(seen).toEqual(expected(car).blocks)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('large and small blocks mix, both ways', async () => {
    const cid = (n: number) => CID.createV1(0x55, Digest.create(0x12, new Uint8Array(32).fill(n)))
    const sizes = [0, 65_535, 65_536, 1, 262_144, 300_000, 100, 131_072]
    const blocks = sizes.map((s, n) => ({ cid: cid(n), bytes: new Uint8Array(s).fill(n) }))
    const car = { roots: [cid(0)], blocks }
    const theirs = await writeWithLibrary(car)
    const ours = concat(await collect(encodeCar(car.roots, inBatches(car, 3))))
    expect(Buffer.compare(ours, theirs)).toBe(0)
    for (const size of [1000, 65_536, 65_537, 400_000]) {
      const cuts = Array.from({ length: Math.ceil(theirs.length / size) }, (_, i) => i * size)
      const { blocks: batches } = await decodeCar(stream(cutAt(theirs, cuts)))
      const seen = (await collect(batches)).flat()
      expect(seen.map((b) => b.bytes.length)).toEqual(sizes)
      expect(seen.every((b, n) => b.bytes.every((byte) => byte === n))).toBe(true)
      expect(seen.map((b) => toHex(b.cid))).toEqual(blocks.map((b) => toHex(b.cid.bytes)))
    }
  })
})
