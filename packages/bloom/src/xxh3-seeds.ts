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

/** The hashes that the last `hashSeeds` left, in order of their seeds: halves as int32. */
export const hashLow = /* @__PURE__ */ new Int32Array(MAX_SEEDS)
export const hashHigh = /* @__PURE__ */ new Int32Array(MAX_SEEDS)

/** Up to here no seed carries out of, or borrows from beyond, the low 16 bits of a secret word. */
const SEED_LIMIT = 256

/** What the products of a seed can carry into the third word of AB, rounded up. */
const MAX_CARRY = 2 ** 18

/** The part of the secret that keys the lanes, four words each. */
const secretWords = /* @__PURE__ */ Uint32Array.from({ length: 8 * 4 }, (_, i) =>
  readWord(secret, 4 * i),
)
/** Per lane: A low, A high, B low, B high, second word of AB. */
const wide = /* @__PURE__ */ new Float64Array(8 * 5)
/** Per lane: input and secret of a, of b (16 bits each), third and fourth word of AB. */
const narrow = /* @__PURE__ */ new Int32Array(8 * 6)
/** Per seed: the sum of the low halves of the lanes; its carries are added up at the end. */
const lowSum = /* @__PURE__ */ new Float64Array(MAX_SEEDS)
const single = /* @__PURE__ */ new Uint32Array(2)

let current: Uint8Array = new Uint8Array(0)
let lanes = 0

/** Makes `element` the one that `hashSeeds` hashes. It must not change in between. */
export function prepare(element: Uint8Array): void {
  current = element
  const length = element.length
  const needed = length > 16 && length <= 128 ? 2 * ((length + 31) >>> 5) : 0
  lanes = 0
  for (let lane = 0; lane < needed; lane++) {
    const at = lane % 2 === 0 ? 8 * lane : length - 8 * (lane + 1)
    if (!prepareLane(element, lane, at)) return
  }
  lanes = needed
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
  const low = Math.imul(length, PRIME64_1[0]) >>> 0
  const high = Math.imul(length, PRIME64_1[1]) + mulHigh(length, PRIME64_1[0])
  for (let i = 0; i < count; i++) {
    lowSum[i] = low
    hashHigh[i] = high
  }
  for (let lane = 0; lane < lanes; lane++) addLane(lane, first, count)
  avalancheAll(count)
}

/** False if AB leaves no room for a carry: one lane in 16,000, not worth a branch per seed. */
function prepareLane(element: Uint8Array, lane: number, at: number): boolean {
  const key = 4 * lane
  const x = readWord(element, at)
  const y = readWord(element, at + 8)
  const xKey = secretWords[key]!
  const yKey = secretWords[key + 2]!
  const aLow = ((x ^ xKey) & 0xffff0000) >>> 0
  const bLow = ((y ^ yKey) & 0xffff0000) >>> 0
  const aHigh = (readWord(element, at + 4) ^ secretWords[key + 1]!) >>> 0
  const bHigh = (readWord(element, at + 12) ^ secretWords[key + 3]!) >>> 0
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
  return product[2]! < 2 ** 32 - MAX_CARRY
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
    lowSum[i]! += (lower ^ (third + ((upper * 2 ** -32) | 0))) >>> 0
    hashHigh[i] = (hashHigh[i]! + (upper ^ fourth)) | 0
  }
}

function avalancheAll(count: number): void {
  for (let i = 0; i < count; i++) {
    const sum = lowSum[i]!
    const high = (hashHigh[i]! + ((sum * 2 ** -32) | 0)) >>> 0
    const low = ((sum | 0) ^ (high >>> 5)) >>> 0
    const cross = (Math.imul(low, PRIME_MX1[1]) + Math.imul(high, PRIME_MX1[0])) | 0
    const top = (mulHigh(low, PRIME_MX1[0]) + cross) | 0
    hashHigh[i] = top
    hashLow[i] = Math.imul(low, PRIME_MX1[0]) ^ top
  }
}
