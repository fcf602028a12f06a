import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { xxh3 } from '../src/xxh3.js'
import { HELLO, noise, oracleHash } from './support.js'

const out = new Uint32Array(2)

function hash(input: Uint8Array, seed: number): bigint {
  xxh3(input, seed, out)
  return (BigInt(out[1]!) << 32n) | BigInt(out[0]!)
}

function expectSame(input: Uint8Array, seed: number): void {
  const actual = hash(input, seed)
  const expected = oracleHash(input, seed)
  if (actual !== expected) expect({ length: input.length, seed, actual }).toEqual({ expected })
}

describe('xxh3 agrees with the native implementation', () => {
  test('at every length 0..1024 with seeds 0..63', () => {
    const bytes = noise(1024)
    for (let length = 0; length <= 1024; length++)
      for (let seed = 0; seed < 64; seed++) expectSame(bytes.subarray(0, length), seed)
  })

  test('at every length 0..1024 with seeds at the edges of 8, 16, 31 and 32 bits', () => {
    const bytes = noise(1024, 2)
    const seeds = [255, 256, 65535, 65536, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff]
    for (let length = 0; length <= 1024; length++)
      for (const seed of seeds) expectSame(bytes.subarray(0, length), seed)
  })

  test('for extreme bytes at every length 0..300', () => {
    for (const value of [0, 0x7f, 0x80, 0xff])
      for (let length = 0; length <= 300; length++)
        for (const seed of [0, 1, 0xffffffff]) expectSame(new Uint8Array(length).fill(value), seed)
  })

  test('for any bytes and any uint32 seed', () => {
    const bytes = fc.uint8Array({ maxLength: 1300 })
    const seed = fc.integer({ min: 0, max: 0xffffffff })
    fc.assert(fc.property(bytes, seed, expectSame), { numRuns: 2000 })
  })

  test('for long input around block boundaries and up to 1 MiB', () => {
    const bytes = noise(2 ** 20)
    const lengths = [1025, 2047, 2048, 2049, 4095, 4097, 65_535, 100_003, 2 ** 20 - 1, 2 ** 20]
    for (const length of lengths)
      for (const seed of [0, 7, 0x9abcdef0]) expectSame(bytes.subarray(0, length), seed)
  })

  test('for a view that does not start at the beginning of its buffer', () => {
    const bytes = noise(400)
    for (const length of [3, 8, 16, 36, 200, 300]) expectSame(bytes.subarray(13, 13 + length), 5)
  })
})

test('the golden hashes of the CID of "hello" hold', () => {
  expect([0, 1, 2, 3].map((seed) => hash(HELLO, seed))).toEqual([
    0x3d4a4a1883f15badn,
    0x1fa3ad03440d5132n,
    0xc7734f6af774f7a2n,
    0x8c8a1466144b608en,
  ])
})
