import { expect, it } from 'vitest'
import { keyedHash } from '../src/keyed-hash.js'

const COUNT = 2 ** 15

function family(length: number, change: (view: DataView, i: number) => void): Uint8Array[] {
  return Array.from({ length: COUNT }, (_, i) => {
    const cid = new Uint8Array(length)
    cid.set([1, 0x71, 0x12, 0x20])
    change(new DataView(cid.buffer), i)
    return cid
  })
}

/** Where four bits of `i` are set, `first` and `second` in two words that follow one another. */
function inPairs(first: number, second: number): Uint8Array[] {
  return family(40, (view, i) => {
    for (let bit = 0; bit < 4; bit++) {
      const isSet = (i >> bit) & 1
      view.setUint32(4 + 8 * bit, isSet * first, true)
      view.setUint32(8 + 8 * bit, isSet * second, true)
    }
    view.setUint32(36, i >> 4)
  })
}

const families: [string, Uint8Array[]][] = [
  ['in their last bytes', family(36, (view, i) => view.setUint16(34, i))],
  ['in their first bytes', family(36, (view, i) => view.setUint16(4, i))],
  [
    'in each second byte',
    family(36, (view, i) => view.setUint32(30, (i & 0xff) | ((i >> 8) << 16))),
  ],
  ['in the last of 1,024 bytes', family(1024, (view, i) => view.setUint32(1020, i << 8))],
  ['in bytes that are not a word', family(37, (view, i) => view.setUint16(35, i))],
  // What takes itself out again after a multiplication by any odd number, and after a shift by 15 or 16.
  ['in the top bits of words', inPairs(0x80000000, 0x80000000)],
  ['in the top bits and where a shift takes them', inPairs(0x80000000, 0x80010000)],
  ['in the top bits and where another shift takes them', inPairs(0x80000000, 0x80008000)],
]

it.each(families)('spreads CIDs that differ %s', (_, cids) => {
  const hashes = cids.map(keyedHash)
  expect(new Set(cids.map((cid) => Buffer.from(cid).toString('hex'))).size).toBe(COUNT)
  // By chance 0.1 of the pairs have one hash; nine do never.
  expect(new Set(hashes).size).toBeGreaterThan(COUNT - 9)
  for (let from = 0; from <= 22; from++) {
    const buckets = new Array<number>(1024).fill(0)
    for (const hash of hashes) buckets[(hash >>> from) & 1023]! += 1
    const expected = COUNT / 1024
    const chi = buckets.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0)
    // 1,023 expected, standard deviation 45.
    expect(Math.abs(chi - 1023)).toBeLessThan(400)
  }
})

it.each(families)('makes short ways in a table three quarters full: %s', (_, cids) => {
  const table = new Int32Array(4096)
  let steps = 0
  for (const cid of cids.slice(0, 3072)) {
    let at = (keyedHash(cid) >>> 14) & 4095
    for (; table[at] !== 0; at = (at + 1) & 4095) steps++
    table[at] = 1
  }
  // On average 1.5 beyond the first, by Knuth's formula for linear probing.
  expect(steps / 3072).toBeLessThan(3)
})

it('changes each of its bits for half of the changes of any bit', () => {
  const changed = new Array<number>(32).fill(0)
  const cid = new Uint8Array(37)
  const trials = 64 * 8 * 37
  for (let trial = 0; trial < trials; trial++) {
    new DataView(cid.buffer).setUint32(0, Math.imul(trial >> 3, 0x9e3779b1))
    const before = keyedHash(cid)
    cid[trial % 37]! ^= 1 << (trial & 7)
    const differs = before ^ keyedHash(cid)
    cid[trial % 37]! ^= 1 << (trial & 7)
    for (let bit = 0; bit < 32; bit++) changed[bit]! += (differs >>> bit) & 1
  }
  // Nearly 19,000 trials: seven standard deviations are 0.026.
  for (const count of changed) expect(Math.abs(count / trials - 0.5)).toBeLessThan(0.026)
})

it('tells lengths apart', () => {
  const zeros = Array.from({ length: 300 }, (_, length) => keyedHash(new Uint8Array(length)))
  expect(new Set(zeros).size).toBeGreaterThan(298)
})
