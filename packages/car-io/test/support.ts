import { CarWriter } from '@ipld/car'
import fc from 'fast-check'
import { CID } from 'multiformats/cid'
import * as Digest from 'multiformats/hashes/digest'
import { type Block, CarError, CarFramer, type CarLimits } from '../src/index.js'

export function fromHex(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex'))
}

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

export function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts))
}

export async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = []
  for await (const item of source) items.push(item)
  return items
}

export async function* stream<T>(items: Iterable<T>): AsyncGenerator<T, void, undefined> {
  yield* items
}

/** Cuts at each of the given positions, in any order; positions outside do nothing. */
export function cutAt(bytes: Uint8Array, positions: readonly number[]): Uint8Array[] {
  const cuts = [0, ...positions.filter((p) => p > 0 && p < bytes.length), bytes.length]
  cuts.sort((a, b) => a - b)
  return cuts.slice(1).map((end, i) => bytes.subarray(cuts[i], end))
}

/** Everything a reader can tell about a CAR, comparable with toEqual. */
export interface Outcome {
  readonly roots: readonly string[] | undefined
  readonly blocks: readonly string[]
  readonly offset: number
  readonly error: string | undefined
}

export function frame(chunks: Iterable<Uint8Array>, limits?: Partial<CarLimits>): Outcome {
  const framer = new CarFramer(limits)
  const blocks: string[] = []
  let error: string | undefined
  try {
    for (const chunk of chunks) blocks.push(...framer.push(chunk).map(describeBlock))
    framer.end()
  } catch (cause) {
    if (!(cause instanceof CarError)) throw cause
    error = `${cause.code} at ${cause.offset}`
  }
  return { roots: framer.roots?.map((r) => toHex(r.bytes)), blocks, offset: framer.offset, error }
}

export function describeBlock({ cid, bytes }: Block): string {
  return `${toHex(cid)}:${toHex(bytes)}`
}

const digest = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
const codec = fc.oneof(
  fc.constantFrom(0x55, 0x70, 0x71, 0x0129, 0x0200),
  fc.nat({ max: 0x7fffffff }),
)

/** CIDv0, CIDv1 of known and unknown codecs and hashes, identity with digests of 0 to 200 bytes. */
const arbCid: fc.Arbitrary<CID> = fc.oneof(
  digest(32).map((d) => CID.createV0(Digest.create(0x12, d))),
  fc.tuple(codec, digest(32)).map(([c, d]) => CID.createV1(c, Digest.create(0x12, d))),
  fc
    .tuple(codec, fc.uint8Array({ maxLength: 200 }))
    .map(([c, d]) => CID.createV1(c, Digest.create(0, d))),
  fc
    .tuple(codec, fc.nat({ max: 0xfffff }), fc.uint8Array({ maxLength: 64 }))
    .map(([c, hash, d]) => CID.createV1(c, Digest.create(hash, d))),
)

export interface Car {
  readonly roots: CID[]
  readonly blocks: { readonly cid: CID; readonly bytes: Uint8Array }[]
}

export const arbCar: fc.Arbitrary<Car> = fc.record({
  roots: fc.array(arbCid, { maxLength: 4 }),
  blocks: fc.array(fc.record({ cid: arbCid, bytes: fc.uint8Array({ maxLength: 300 }) }), {
    maxLength: 12,
  }),
})

export function expected(car: Car): Pick<Outcome, 'roots' | 'blocks' | 'error'> {
  return {
    roots: car.roots.map((r) => toHex(r.bytes)),
    blocks: car.blocks.map(({ cid, bytes }) => `${toHex(cid.bytes)}:${toHex(bytes)}`),
    error: undefined,
  }
}

/** Written by @ipld/car. */
export async function writeWithLibrary({ roots, blocks }: Car): Promise<Uint8Array> {
  const { writer, out } = CarWriter.create(roots)
  const chunks = collect(out)
  for (const block of blocks) await writer.put(block)
  await writer.close()
  return concat(await chunks)
}
