import { BloomFilter } from '@car-mirror/bloom'
import { xxh3 } from '@node-rs/xxhash'
import { createXXHash3 } from 'hash-wasm'
import { ratioGoal } from '../goals.js'
import type { Absent, Row } from '../section.js'
import { cids } from './cids.js'
import { libraryFilter } from './library-filter.js'
import { NativeFilter } from './native-filter.js'
import { compare, demand, type Effort, type Work } from './rate.js'

const HASHES = 20
/** 42 bits for each of 100,000: less than half of them get set, so that `has` rarely ends early. */
const BYTES = 2 ** 19
/** Of those that take longer. A filter does not get slower as it fills. */
const FEWER = 2000

const CALLS = 'each hash is a call into native code and gives a BigInt; both are in the figure'

/** The filter, against what there is on npm. */
export async function bloomRows(elements: number, effort: Effort): Promise<Row[]> {
  const added = cids(elements)
  const few = added.slice(0, FEWER)
  const theirs = [
    { opponent: 'bloom-filters', goal: 100, add: addToLibrary(few), has: hasInLibrary(few) },
    { opponent: 'hash-wasm xxhash3', add: addWith(await wasmIndices(), few) },
    { opponent: '@node-rs/xxhash', note: CALLS, add: addWith(nativeIndices, few) },
  ]
  const rows: Row[] = []
  for (const { opponent, goal, note, add, has } of theirs) {
    const about = { opponent, unit: 'M/s', ...(note && { note }), ...(goal && { goal }) }
    const work = `Bloom add, ${HASHES} hashes`
    rows.push(await compare({ ...about, work }, addToOurs(added), add, effort))
    if (!has) continue
    const ask = { opponent, unit: 'M/s', work: `Bloom has, ${HASHES} hashes, all there` }
    rows.push(await compare(ask, hasInOurs(added), has, effort))
  }
  return rows
}

function addToOurs(elements: readonly Uint8Array[]): Work {
  return {
    amount: elements.length / 1e6,
    run() {
      const filter = BloomFilter.withParameters({ bytes: BYTES, hashes: HASHES })
      filter.addMany(elements)
      demand(filter.has(elements[0]!), 'an element is there')
    },
  }
}

function hasInOurs(elements: readonly Uint8Array[]): Work {
  const filter = BloomFilter.withParameters({ bytes: BYTES, hashes: HASHES })
  filter.addMany(elements)
  return {
    amount: elements.length / 1e6,
    run: () => demand(!filter.hasMany(elements).includes(0), 'all are there'),
  }
}

function addToLibrary(elements: readonly Uint8Array[]): Work {
  const buffers = elements.map((element) => Buffer.from(element))
  return {
    amount: elements.length / 1e6,
    run() {
      const filter = libraryFilter(8 * BYTES, HASHES)
      for (const element of buffers) filter.add(element)
      demand(filter.has(buffers[0]!), 'an element is there')
    },
  }
}

function hasInLibrary(elements: readonly Uint8Array[]): Work {
  const buffers = elements.map((element) => Buffer.from(element))
  const filter = libraryFilter(8 * BYTES, HASHES)
  for (const element of buffers) filter.add(element)
  return {
    amount: elements.length / 1e6,
    run: () =>
      demand(
        buffers.every((element) => filter.has(element)),
        'all are there',
      ),
  }
}

/**
 * The filter against native code in a process of its own.
 * @returns why there is no figure, if there is none
 */
export async function nativeRow(elements: number, effort: Effort): Promise<Row | Absent> {
  const work = `Bloom add, ${HASHES} hashes`
  const opponent = 'xxhash, native'
  const native = await NativeFilter.start({ elements, hashes: HASHES, bytes: BYTES })
  if (typeof native === 'string') return { work, opponent, why: native }
  const added = cids(elements)
  try {
    const meter = async (ms: number) => (await native.rate(ms)) / 1e6
    const goal = ratioGoal('micro', work, opponent)!
    const about = { work, opponent, unit: 'M/s', goal }
    const row = await compare(about, addToOurs(added), meter, effort)
    const expected = BloomFilter.withParameters({ bytes: BYTES, hashes: HASHES })
    expected.addMany(added)
    demand(expected.setBits() === native.bits, 'the same bits are set')
    return row
  } finally {
    native.end()
  }
}

type Indices = (element: Uint8Array, seed: number) => number

/** The same bits as ours, for a size that is a power of two: the low ones of each hash. */
function addWith(index: Indices, elements: readonly Uint8Array[]): Work {
  const expected = BloomFilter.withParameters({ bytes: BYTES, hashes: HASHES })
  expected.addMany(elements)
  return {
    amount: elements.length / 1e6,
    run() {
      const table = new Uint8Array(BYTES)
      for (const element of elements) {
        for (let seed = 0; seed < HASHES; seed++) {
          const bit = index(element, seed)
          table[bit >>> 3]! |= 1 << (bit & 7)
        }
      }
      const at = index(elements[0]!, 0) >>> 3
      demand(table[at] === expected.bytes[at], 'the same bits are set')
    },
  }
}

async function wasmIndices(): Promise<Indices> {
  const seeds = Array.from({ length: HASHES }, (_, seed) => createXXHash3(seed, 0))
  const hashers = await Promise.all(seeds)
  return (element, seed) => {
    const digest = hashers[seed]!.init().update(element).digest('binary')
    const low = (digest[4]! << 24) | (digest[5]! << 16) | (digest[6]! << 8) | digest[7]!
    return low & (8 * BYTES - 1)
  }
}

const SEEDS = Array.from({ length: HASHES }, (_, seed) => BigInt(seed))
const MASK = BigInt(8 * BYTES - 1)

function nativeIndices(element: Uint8Array, seed: number): number {
  return Number(xxh3.xxh64(element, SEEDS[seed]!) & MASK)
}
