import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { CID } from 'multiformats/cid'
import { create } from 'multiformats/hashes/digest'
import { describe, expect, it } from 'vitest'
import { type KeySpace, sampleKeys } from '../src/sample.js'
import { blocksOf } from './support/blocks.js'
import { tempStore } from './support/temp.js'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

function keysOfKind(codec: number, count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, at) => {
    const digest = new Uint8Array(createHash('sha256').update(`${codec}/${at}`).digest())
    return CID.createV1(codec, create(0x12, digest)).bytes
  })
}

/** A key space over an array, which counts the keys it reads. */
function spaceOf(keys: Uint8Array[]): KeySpace & { read: number } {
  const sorted = keys.map((key) => Buffer.from(key)).sort(Buffer.compare)
  return {
    total: keys.length,
    read: 0,
    *keysFrom(start, limit) {
      let low = 0
      for (let high = sorted.length; low < high; ) {
        const middle = (low + high) >> 1
        if (Buffer.compare(sorted[middle]!, start) < 0) low = middle + 1
        else high = middle
      }
      for (const key of sorted.slice(low, low + limit)) {
        this.read++
        yield new Uint8Array(key)
      }
    },
  }
}

/** How often each key came up in samples of `count`. */
function tally(space: KeySpace, count: number, samples: number): Map<string, number> {
  const times = new Map<string, number>()
  for (let at = 0; at < samples; at++) {
    for (const key of sampleKeys(space, count)) times.set(hex(key), (times.get(hex(key)) ?? 0) + 1)
  }
  return times
}

function sumOf(times: Map<string, number>, keys: Uint8Array[]): number {
  return keys.reduce((sum, key) => sum + (times.get(hex(key)) ?? 0), 0)
}

describe('sample', () => {
  it('is everything when no more is held, and nothing when nothing is wanted', async () => {
    const store = await tempStore()
    expect(store.bytes.sample(10)).toEqual([])
    const blocks = blocksOf('few', 300)
    await store.putBatch(blocks)
    for (const count of [300, 301, 100_000]) {
      const cids = store.bytes.sample(count).map(hex).sort()
      expect(cids).toEqual(blocks.map(({ cid }) => hex(cid)).sort())
    }
    expect(store.bytes.sample(0)).toEqual([])
    expect(store.bytes.sample(-1)).toEqual([])
    expect(store.bytes.sample(Number.NaN)).toEqual([])
  })

  it('draws distinct CIDs that are held, as CID objects too', async () => {
    const store = await tempStore()
    await store.putBatch(blocksOf('held', 6000))
    for (const count of [1, 100, 1500, 2000]) {
      const cids = store.bytes.sample(count)
      expect(new Set(cids.map(hex)).size).toBe(count)
      expect(cids.every((cid) => store.bytes.has(cid))).toBe(true)
    }
    expect(store.sample(5).every((cid) => store.has(cid))).toBe(true)
  })

  it('draws the count asked for from any mix of kinds', () => {
    const kind = fc.tuple(
      fc.constantFrom(0x55, 0x70, 0x71, 0x0129),
      fc.integer({ min: 0, max: 4000 }),
    )
    fc.assert(
      fc.property(fc.array(kind, { maxLength: 4 }), fc.nat(3000), (kinds, count) => {
        const keys = [...new Map(kinds).entries()].flatMap(([codec, n]) => keysOfKind(codec, n))
        const drawn = sampleKeys(spaceOf(keys), count).map(hex)
        expect(new Set(drawn).size).toBe(drawn.length)
        expect(drawn.length).toBe(Math.min(count, keys.length))
        const held = new Set(keys.map(hex))
        expect(drawn.every((key) => held.has(key))).toBe(true)
      }),
      { numRuns: 30 },
    )
  })

  it('gives every CID of a small store the same chance', () => {
    const keys = keysOfKind(0x55, 200)
    const times = tally(spaceOf(keys), 20, 2000)
    // 200 expected each; six standard deviations of a binomial are 81
    for (const key of keys) expect(Math.abs(times.get(hex(key))! - 200)).toBeLessThan(81)
  })

  it('favours no kind, however unequal their numbers', () => {
    const [few, some, many] = [
      keysOfKind(0x71, 20),
      keysOfKind(0x70, 2000),
      keysOfKind(0x55, 18_000),
    ]
    const space = spaceOf([...few!, ...some!, ...many!])
    const times = tally(space, 100, 300)
    const drawn = 100 * 300
    // the estimate of a kind is good to one part in eight: five times that is a mistake
    expect(Math.abs(sumOf(times, some!) / (drawn * 0.1) - 1)).toBeLessThan(0.6)
    expect(Math.abs(sumOf(times, few!) / (drawn * 0.001) - 1)).toBeLessThan(0.9)
  })

  it('gives every CID of a big store a like chance, in small samples and large', () => {
    const keys = keysOfKind(0x55, 5000)
    for (const [count, samples] of [
      [20, 2500],
      [1000, 50],
    ] as const) {
      const times = tally(spaceOf(keys), count, samples)
      const mean = (count * samples) / keys.length
      const counts = keys.map((key) => times.get(hex(key)) ?? 0)
      const spread = Math.sqrt(
        counts.reduce((sum, n) => sum + (n / mean - 1) ** 2, 0) / keys.length,
      )
      // chance alone is 0.32 at a mean of 10, windows of 16 make it 0.4; single gaps, more than 1
      expect(spread).toBeLessThan(0.6)
      // the first in order are before no random point but those that go round the end
      const first = keys.map(hex).sort().slice(0, 8)
      const ofFirst = first.reduce((sum, key) => sum + (times.get(key) ?? 0), 0)
      expect(ofFirst).toBeGreaterThan(8 * mean * 0.5)
    }
  })

  it('reads a handful of keys for each it draws, not the store', () => {
    const space = spaceOf(keysOfKind(0x55, 20_000))
    sampleKeys(space, 10)
    expect(space.read).toBeLessThan(64 + 10 * 16 + 200)
  })

  it('still draws the count asked for when digests are not spread like hashes', () => {
    const keys = Array.from({ length: 6000 }, (_, at) => {
      const digest = new Uint8Array(32)
      new DataView(digest.buffer).setUint32(28, at)
      return CID.createV1(0x55, create(0x12, digest)).bytes
    })
    expect(new Set(sampleKeys(spaceOf(keys), 1000).map(hex)).size).toBe(1000)
  })
})
