import { expect, test } from 'vitest'
import { secret } from '../src/xxh3-constants.js'
import { hashHigh, hashLow, hashSeeds, MAX_SEEDS, prepare } from '../src/xxh3-seeds.js'
import { noise, oracleHash } from './support.js'

function hashes(first: number, count: number): bigint[] {
  hashSeeds(first, count)
  return Array.from({ length: count }, (_, i) => {
    return (BigInt(hashHigh[i]! >>> 0) << 32n) | BigInt(hashLow[i]! >>> 0)
  })
}

function expected(element: Uint8Array, first: number, count: number): bigint[] {
  return Array.from({ length: count }, (_, i) => oracleHash(element, first + i))
}

test('successive seeds hash like the native implementation at every length 0..260', () => {
  for (let length = 0; length <= 260; length++)
    for (const fill of [noise(length, length), new Uint8Array(length).fill(0xff)]) {
      prepare(fill)
      for (const [first, count] of [
        [0, MAX_SEEDS],
        [64, 64],
        [128, 64],
        [190, 64],
      ] as const)
        expect(hashes(first, count)).toEqual(expected(fill, first, count))
    }
})

test('the seeds around the end of the fast path hash like the native implementation', () => {
  for (const length of [17, 36, 68, 128]) {
    const element = noise(length)
    prepare(element)
    for (const first of [192, 193, 250, 255, 256, 300, 320, 380, 65_530])
      expect(hashes(first, 64)).toEqual(expected(element, first, 64))
  }
})

test('an element whose fixed product leaves no room for a carry is hashed right', () => {
  // Keyed, the first 16 bytes become the numbers 2^32 and (2^32 - 1) 2^32, whose product has a
  // third word of ones: any carry out of the words below runs over it.
  const keyed = Uint8Array.of(0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255)
  for (let length = 17; length <= 128; length++) {
    const element = noise(length)
    for (const [i, byte] of keyed.entries()) element[i] = byte ^ secret[i]!
    prepare(element)
    expect(hashes(0, 64)).toEqual(expected(element, 0, 64))
  }
})

test('going back to an earlier seed gives the same hashes', () => {
  const element = noise(36)
  prepare(element)
  const once = hashes(0, 20)
  hashes(20, 64)
  expect(hashes(0, 20)).toEqual(once)
})
