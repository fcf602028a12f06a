import { add, addFoldedProduct, readWord, set, subtract, times, xor, xorShift } from './u64.js'
import { avalanche, PRIME_MX2, PRIME64_1, PRIME64_2, PRIME64_3, secret } from './xxh3-constants.js'
import { hashLong } from './xxh3-long.js'

const second = /* @__PURE__ */ new Uint32Array(2)

/**
 * XXH3-64 with the default secret, for input of any length; allocates nothing.
 *
 * @param seed a uint32. The algorithm takes 64 bits, the filter counts from 0 and needs far fewer.
 * @param out receives the hash, a natural number, as `[low, high]`
 * @see BF-2 BF-3
 */
export function xxh3(input: Uint8Array, seed: number, out: Uint32Array): void {
  const length = input.length
  if (length > 240) hashLong(out, input, seed)
  else if (length > 128) hash129to240(out, input, seed)
  else if (length > 16) hash17to128(out, input, seed)
  else if (length > 8) hash9to16(out, input, seed)
  else if (length > 3) hash4to8(out, input, seed)
  else hash0to3(out, input, seed)
}

function hash0to3(hash: Uint32Array, input: Uint8Array, seed: number): void {
  const length = input.length
  if (length === 0) {
    set(hash, seed, 0)
    xorSecrets(hash, 56)
  } else {
    const combined =
      (input[0]! << 16) | (input[length >> 1]! << 24) | input[length - 1]! | (length << 8)
    set(hash, readWord(secret, 0) ^ readWord(secret, 4), 0)
    add(hash, seed, 0)
    xor(hash, combined, 0)
  }
  xorShift(hash, 33)
  times(hash, PRIME64_2[0], PRIME64_2[1])
  xorShift(hash, 29)
  times(hash, PRIME64_3[0], PRIME64_3[1])
  xorShift(hash, 32)
}

function hash4to8(hash: Uint32Array, input: Uint8Array, seed: number): void {
  const length = input.length
  set(hash, 0, 0)
  xorSecrets(hash, 8)
  subtract(hash, seed, swapBytes(seed))
  xor(hash, readWord(input, length - 4), readWord(input, 0))
  const low = hash[0]!
  const high = hash[1]!
  // the same number rotated left by 49, then by 24
  xor(hash, (high << 17) | (low >>> 15), (low << 17) | (high >>> 15))
  xor(hash, (low << 24) | (high >>> 8), (high << 24) | (low >>> 8))
  times(hash, PRIME_MX2[0], PRIME_MX2[1])
  xor(hash, (hash[1]! >>> 3) + length, 0)
  times(hash, PRIME_MX2[0], PRIME_MX2[1])
  xorShift(hash, 28)
}

function hash9to16(hash: Uint32Array, input: Uint8Array, seed: number): void {
  const length = input.length
  set(hash, 0, 0)
  xorSecrets(hash, 24)
  add(hash, seed, 0)
  xor(hash, readWord(input, 0), readWord(input, 4))
  set(second, 0, 0)
  xorSecrets(second, 40)
  subtract(second, seed, 0)
  xor(second, readWord(input, length - 8), readWord(input, length - 4))
  const low = hash[0]!
  const high = hash[1]!
  set(hash, swapBytes(high), swapBytes(low))
  add(hash, length, 0)
  add(hash, second[0]!, second[1]!)
  addFoldedProduct(hash, low, high, second[0]!, second[1]!)
  avalanche(hash)
}

function hash17to128(hash: Uint32Array, input: Uint8Array, seed: number): void {
  const length = input.length
  start(hash, length)
  for (let pair = 0; pair < (length + 31) >>> 5; pair++) {
    mix(hash, input, 16 * pair, 32 * pair, seed)
    mix(hash, input, length - 16 * (pair + 1), 32 * pair + 16, seed)
  }
  avalanche(hash)
}

function hash129to240(hash: Uint32Array, input: Uint8Array, seed: number): void {
  const length = input.length
  start(hash, length)
  for (let at = 0; at < 128; at += 16) mix(hash, input, at, at, seed)
  avalanche(hash)
  for (let at = 128; at + 16 <= length; at += 16) mix(hash, input, at, at - 128 + 3, seed)
  mix(hash, input, length - 16, 136 - 17, seed)
  avalanche(hash)
}

/** Sets the accumulator to `length * PRIME64_1`. */
function start(hash: Uint32Array, length: number): void {
  set(hash, length, 0)
  times(hash, PRIME64_1[0], PRIME64_1[1])
}

/** Adds 16 bytes of input, keyed by 16 bytes of the secret and the seed. */
function mix(hash: Uint32Array, input: Uint8Array, at: number, key: number, seed: number): void {
  const sum = readWord(secret, key) + seed
  const difference = readWord(secret, key + 8) - seed
  const sumHigh = readWord(secret, key + 4) + (sum > 0xffffffff ? 1 : 0)
  const differenceHigh = readWord(secret, key + 12) - (difference < 0 ? 1 : 0)
  addFoldedProduct(
    hash,
    (readWord(input, at) ^ sum) >>> 0,
    (readWord(input, at + 4) ^ sumHigh) >>> 0,
    (readWord(input, at + 8) ^ difference) >>> 0,
    (readWord(input, at + 12) ^ differenceHigh) >>> 0,
  )
}

function xorSecrets(x: Uint32Array, at: number): void {
  xor(x, readWord(secret, at), readWord(secret, at + 4))
  xor(x, readWord(secret, at + 8), readWord(secret, at + 12))
}

function swapBytes(word: number): number {
  return ((word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24)) >>> 0
}
