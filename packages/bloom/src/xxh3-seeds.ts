import { mulHigh, multiply, product, readWord } from './u64.js'
import { xxh3 } from './xxh3.js'
import { PRIME_MX1, PRIME64_1, secret } from './xxh3-constants.js'

/**
 * Many hashes of one element, with successive seeds.
 *
 * For 17 to 128 bytes (every usual CID) XXH3 adds up 2 to 8 lanes, each a folded 128-bit product
 * of two 64-bit numbers X and Y. A small seed changes nothing but their low 16 bits, a and b:
 *
 *     X * Y = (A + a)(B + b) = AB + (a * B + b * A + a * b)      A, B: low 16 bits clear
 *
 * AB is computed once per element. What is left per seed are four products under 2^49, which
 * doubles hold exactly.
 *
 * The results are module scratch: valid until the next call, not re-entrant.
 */
export const MAX_SEEDS = 64

/** The hashes that the last `hashSeeds` left, in order of their seeds. */
export const hashLow = /* @__PURE__ */ new Uint32Array(MAX_SEEDS)
export const hashHigh = /* @__PURE__ */ new Uint32Array(MAX_SEEDS)

/** Up to here no seed carries out of, or borrows from beyond, the low 16 bits of a secret word. */
const SEED_LIMIT = 256

/** Per lane: A low, A high, B low, B high, second word of AB. */
const wide = /* @__PURE__ */ new Float64Array(8 * 5)
/** Per lane: input and secret of a, of b (16 bits each), third and fourth word of AB. */
const narrow = /* @__PURE__ */ new Int32Array(8 * 6)
const single = /* @__PURE__ */ new Uint32Array(2)

let current: Uint8Array = new Uint8Array(0)
let lanes = 0

/** Makes `element` the one that `hashSeeds` hashes. */
export function prepare(element: Uint8Array): void {
  current = element
  const length = element.length
  lanes = length > 16 && length <= 128 ? 2 * ((length + 31) >>> 5) : 0
  for (let lane = 0; lane < lanes; lane += 2) {
    prepareLane(element, lane, 8 * lane)
    prepareLane(element, lane + 1, length - 8 * lane - 16)
  }
}

/** Hashes with the seeds `first` to `first + count - 1`; `count` is at most `MAX_SEEDS`. */
export function hashSeeds(first: number, count: number): void {
  if (lanes === 0 || first + count > SEED_LIMIT) {
    for (let i = 0; i < count; i++) {
      xxh3(current, first + i, single)
      hashLow[i] = single[0]!
      hashHigh[i] = single[1]!
    }
    return
  }
  const length = current.length
  hashLow.fill(Math.imul(length, PRIME64_1[0]), 0, count)
  hashHigh.fill(Math.imul(length, PRIME64_1[1]) + mulHigh(length, PRIME64_1[0]), 0, count)
  for (let lane = 0; lane < lanes; lane++) addLane(lane, first, count)
  for (let i = 0; i < count; i++) {
    const high = hashHigh[i]!
    const low = (hashLow[i]! ^ (high >>> 5)) >>> 0
    const cross = Math.imul(low, PRIME_MX1[1]) + Math.imul(high, PRIME_MX1[0])
    const top = (mulHigh(low, PRIME_MX1[0]) + cross) | 0
    hashHigh[i] = top
    hashLow[i] = Math.imul(low, PRIME_MX1[0]) ^ top
  }
}

function prepareLane(element: Uint8Array, lane: number, at: number): void {
  const key = 16 * lane
  const x = readWord(element, at)
  const y = readWord(element, at + 8)
  const xKey = readWord(secret, key)
  const yKey = readWord(secret, key + 8)
  const aLow = ((x ^ xKey) & 0xffff0000) >>> 0
  const bLow = ((y ^ yKey) & 0xffff0000) >>> 0
  const aHigh = (readWord(element, at + 4) ^ readWord(secret, key + 4)) >>> 0
  const bHigh = (readWord(element, at + 12) ^ readWord(secret, key + 12)) >>> 0
  multiply(aLow, aHigh, bLow, bHigh)
  wide[5 * lane] = aLow
  wide[5 * lane + 1] = aHigh
  wide[5 * lane + 2] = bLow
  wide[5 * lane + 3] = bHigh
  wide[5 * lane + 4] = product[1]!
  narrow[6 * lane] = x & 0xffff
  narrow[6 * lane + 1] = xKey & 0xffff
  narrow[6 * lane + 2] = y & 0xffff
  narrow[6 * lane + 3] = yKey & 0xffff
  narrow[6 * lane + 4] = product[2]!
  narrow[6 * lane + 5] = product[3]!
}

function addLane(lane: number, first: number, count: number): void {
  const aLow = wide[5 * lane]!
  const aHigh = wide[5 * lane + 1]!
  const bLow = wide[5 * lane + 2]!
  const bHigh = wide[5 * lane + 3]!
  const second = wide[5 * lane + 4]!
  const x = narrow[6 * lane]!
  const xKey = narrow[6 * lane + 1]! + first
  const y = narrow[6 * lane + 2]!
  const yKey = narrow[6 * lane + 3]! - first
  const third = narrow[6 * lane + 4]!
  const fourth = narrow[6 * lane + 5]!
  for (let i = 0; i < count; i++) {
    const a = x ^ (xKey + i)
    const b = y ^ (yKey - i)
    const lower = a * (bLow + b) + b * aLow
    const upper = a * bHigh + b * aHigh + second + Math.floor(lower * 2 ** -32)
    const carry = (upper * 2 ** -32) | 0
    const word2 = (third + carry) | 0
    // Carries without a branch: they are random bits, half of them would be mispredicted.
    const word3 = fourth + ((third & ~word2) >>> 31)
    const low = lower ^ word2
    const high = upper ^ word3
    const before = hashLow[i]! | 0
    const sum = (before + low) | 0
    hashLow[i] = sum
    hashHigh[i] = hashHigh[i]! + high + (((before & low) | ((before | low) & ~sum)) >>> 31)
  }
}
