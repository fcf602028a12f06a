import { createHash } from 'node:crypto'
import type { Model } from '../model/model.js'
import { Refusal } from '../model/refusal.js'
import { type Mutant, mutant, repinned } from './mutant.js'

/** Draws indices one by one, each by a rule of its own. */
function drawsBy(model: Model, draw: (cid: Uint8Array, bits: number, i: number) => number): void {
  model.filter.indices = (cid, bits, count) =>
    Array.from({ length: count }, (_, i) => draw(cid, bits, i))
}

export const filterMutants: readonly Mutant[] = [
  repinned('BF-1/multihash-only', 'hashes the multihash without version and codec', {
    element: 'multihash',
  }),
  mutant('BF-2/sha2-256', 'hashes with the first half of another function', ({ filter }) => {
    filter.hash = (element, seed) => {
      const digest = createHash('sha256').update(`${seed}`).update(element).digest()
      return digest.readBigUInt64BE()
    }
  }),
  mutant('BF-3/byte-swapped', 'reads the hash in the other byte order', ({ filter }) => {
    const hash = filter.hash.bind(filter)
    filter.hash = (element, seed) => {
      const bytes = Buffer.alloc(8)
      bytes.writeBigUInt64LE(hash(element, seed))
      return bytes.readBigUInt64BE()
    }
  }),
  repinned('BF-4/from-one', 'counts seeds from 1', { firstSeed: 1 }),
  repinned('BF-4/steps-by-two', 'adds 2 to the seed', { seedStep: 2 }),
  mutant('BF-5/counter-set-back', 'starts the counter anew for each index', (model) => {
    const indices = model.filter.indices.bind(model.filter)
    drawsBy(model, (cid, bits) => indices(cid, bits, 1)[0]!)
  }),
  mutant('BF-5/seed-per-index', 'lets a rehash use the seed of the next index again', (model) => {
    const { filter } = model
    drawsBy(model, (cid, bits, i) => {
      for (let seed = i; ; seed++) {
        const samples = [...filter.samples(filter.hash(cid, seed), filter.width(bits))]
        const found = samples.find((sample) => sample < bits)
        if (found !== undefined) return found
      }
    })
  }),
  mutant('BF-6/nearest-power', 'rounds the width to the nearest power of two', ({ filter }) => {
    filter.width = (bits) => Math.round(Math.log2(bits))
  }),
  mutant('BF-6/one-bit-wider', 'takes a bit more at powers of two', ({ filter }) => {
    filter.width = (bits) => Math.floor(Math.log2(bits)) + 1
  }),
  mutant('BF-7/highest-first', 'takes samples from the highest bits', ({ filter }) => {
    filter.samples = function* (hash, width) {
      for (let start = 64 - width; start >= 0; start -= width) {
        yield Number((hash >> BigInt(start)) & (2n ** BigInt(width) - 1n))
      }
    }
  }),
  mutant('BF-8/equal-fits', 'takes a sample that equals the size', ({ filter }) => {
    filter.fits = (sample, bits) => sample <= bits
  }),
  repinned('BF-9/shifts-by-one', 'shifts by one bit', { shift: 1 }),
  repinned('BF-9/shifts-by-width-less-one', 'shifts by one bit less than a sample', {
    shift: 'width-1',
  }),
  repinned('BF-9/never-shifts', 'hashes again at once', { shift: 'none' }),
  repinned('BF-10/partial-sample', 'takes the rest of a hash for a sample', {
    partialSample: true,
  }),
  mutant('BF-11/remainder', 'takes the remainder when no sample fits', (model) => {
    const { filter } = model
    drawsBy(model, (cid, bits, i) => {
      const samples = [...filter.samples(filter.hash(cid, i), filter.width(bits))]
      return samples.find((sample) => sample < bits) ?? samples[0]! % bits
    })
  }),
  repinned('BF-12/msb-first', 'counts bits from the most significant', { bitOrder: 'msb-first' }),
  mutant('BF-13/bits-are-bytes', 'takes the number of bytes for the number of bits', (model) => {
    model.filter.bits = (bytes) => bytes
  }),
  mutant('BF-14/any-bit', 'takes one set bit for a member', ({ filter }) => {
    filter.has = (given, cid) => {
      const bits = filter.bits(given.bytes.length)
      if (bits === 0) return false
      const drawn = filter.indices(cid, bits, given.hashes)
      return drawn.some((index) => (given.bytes[index >> 3]! & (1 << (index & 7))) !== 0)
    }
  }),
  mutant('BF-14/one-hash-less', 'draws one index too few', ({ filter }) => {
    const indices = filter.indices.bind(filter)
    filter.indices = (cid, bits, count) => indices(cid, bits, Math.max(1, count - 1))
  }),
  repinned('BF-15/three-hashes', 'gives the empty filter three hashes', { emptyHashes: 3 }),
  repinned('BF-15/one-byte', 'gives the empty filter a byte', { emptyBytes: 1 }),
  mutant('BF-16/has-everything', 'takes a filter without bits for full', ({ filter }) => {
    const has = filter.has.bind(filter)
    filter.has = (given, cid) => given.bytes.length === 0 || has(given, cid)
  }),
  mutant('BF-16/refuses-a-count', 'refuses a hash count beside no bytes', ({ filter }) => {
    const check = filter.check.bind(filter)
    filter.check = (given) => {
      if (given.bytes.length === 0 && given.hashes > 64) throw new Refusal('filter-hashes', 'many')
      check(given)
    }
  }),
  repinned('BF-17/one-more', 'takes 65 hashes', { maxHashes: 65 }),
  repinned('BF-17/none', 'takes no hashes', { minHashes: 0 }),
  repinned('BF-17/fewer', 'refuses 64 hashes', { maxHashes: 63 }),
  repinned('BF-18/no-bound', 'takes filters of any size', { maxBytes: 2 ** 30 }),
  repinned('BF-18/half', 'refuses filters of 16 MiB', { maxBytes: 2 ** 23 }),
  mutant('BF-19/exact-size', 'rounds the size to whole bytes only', ({ filter }) => {
    filter.size = (count) => {
      return Math.min(
        2 ** 24,
        Math.ceil((-count * Math.log(filter.rate(count))) / Math.LN2 ** 2 / 8),
      )
    }
  }),
  mutant('BF-20/powers-only', 'refuses sizes that are no power of two', ({ filter }) => {
    const check = filter.check.bind(filter)
    filter.check = (given) => {
      check(given)
      const { length } = given.bytes
      if (length > 0 && Math.log2(length) % 1 !== 0) throw new Refusal('filter-size', 'no power')
    }
  }),
  repinned('BF-21/inverse-of-the-count', 'aims one order too high', { ratePerCount: 1 }),
  repinned('BF-21/higher-cap', 'aims at one in a hundred for few', { rateCap: 0.01 }),
  mutant('BF-22/rounds-down', 'rounds the size down', ({ filter }) => {
    const size = filter.size.bind(filter)
    filter.size = (count) => Math.max(1, size(count) / 2)
  }),
  mutant('BF-23/rounds-down', 'rounds the hash count down', ({ filter }) => {
    filter.hashes = (count, bytes) => Math.floor(((8 * bytes) / count) * Math.LN2)
  }),
  mutant('BF-23/of-the-optimum', 'takes the hash count of the size before rounding', (model) => {
    const { filter } = model
    filter.hashes = (count) => Math.ceil(-Math.log2(filter.rate(count)))
  }),
  mutant('BF-24/and', 'keeps what both have', ({ filter }) => {
    filter.union = (a, b) => ({ ...a, bytes: a.bytes.map((byte, i) => byte & (b.bytes[i] ?? 0)) })
  }),
  mutant('BF-24/merges-anything', 'merges filters of different parameters', ({ filter }) => {
    filter.union = (a, b) => {
      const [long, short] = a.bytes.length < b.bytes.length ? [b, a] : [a, b]
      return { ...long, bytes: long.bytes.map((byte, i) => byte | (short.bytes[i] ?? 0)) }
    }
  }),
]
