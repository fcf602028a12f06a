import { add, addFoldedProduct, mulHigh, readWord, set, subtract, times } from './u64.js'
import { avalanche, PRIME64_1, secret } from './xxh3-constants.js'

const STRIPE = 64
const STRIPES_PER_BLOCK = 16
const PRIME32_1 = 0x9e3779b1

/** Where in the secret the scrambling, the last stripe and the merging begin. */
const SCRAMBLE_KEY = 128
const LAST_STRIPE_KEY = 121
const MERGE_KEY = 11

/** Eight 64-bit accumulators as halves, and what they start from. */
const lanes = /* @__PURE__ */ new Uint32Array(16)
const START = [
  0xc2b2ae3d, 0, 0x85ebca87, 0x9e3779b1, 0x27d4eb4f, 0xc2b2ae3d, 0x9e3779f9, 0x165667b1, 0xc2b2ae63,
  0x85ebca77, 0x85ebca77, 0, 0x165667c5, 0x27d4eb2f, 0x9e3779b1, 0,
]

/** The secret with the seed worked in. */
const keys = /* @__PURE__ */ new Uint8Array(192)
const word = /* @__PURE__ */ new Uint32Array(2)

/** XXH3-64 of more than 240 bytes. One pass, no allocation; not re-entrant (module scratch). */
export function hashLong(hash: Uint32Array, input: Uint8Array, seed: number): void {
  deriveKeys(seed)
  lanes.set(START)
  const length = input.length
  const stripes = Math.floor((length - 1) / STRIPE)
  for (let stripe = 0; stripe < stripes; stripe++) {
    const inBlock = stripe % STRIPES_PER_BLOCK
    accumulate(input, stripe * STRIPE, 8 * inBlock)
    if (inBlock === STRIPES_PER_BLOCK - 1) scramble()
  }
  accumulate(input, length - STRIPE, LAST_STRIPE_KEY)
  set(hash, length, Math.floor(length / 2 ** 32))
  times(hash, PRIME64_1[0], PRIME64_1[1])
  merge(hash)
  avalanche(hash)
}

function deriveKeys(seed: number): void {
  for (let at = 0; at < keys.length; at += 8) {
    set(word, readWord(secret, at), readWord(secret, at + 4))
    if (at % 16 === 0) add(word, seed, 0)
    else subtract(word, seed, 0)
    for (let i = 0; i < 8; i++) keys[at + i] = word[i >> 2]! >>> (8 * (i & 3))
  }
}

function accumulate(input: Uint8Array, at: number, key: number): void {
  for (let i = 0; i < 8; i++) {
    const low = readWord(input, at + 8 * i)
    const high = readWord(input, at + 8 * i + 4)
    const a = (low ^ readWord(keys, key + 8 * i)) >>> 0
    const b = (high ^ readWord(keys, key + 8 * i + 4)) >>> 0
    addToLane(i ^ 1, low, high)
    addToLane(i, Math.imul(a, b) >>> 0, mulHigh(a, b))
  }
}

function addToLane(lane: number, low: number, high: number): void {
  const sum = lanes[2 * lane]! + low
  lanes[2 * lane] = sum
  lanes[2 * lane + 1] = lanes[2 * lane + 1]! + high + (sum > 0xffffffff ? 1 : 0)
}

function scramble(): void {
  for (let i = 0; i < 8; i++) {
    const high = lanes[2 * i + 1]!
    const key = SCRAMBLE_KEY + 8 * i
    const low = (lanes[2 * i]! ^ (high >>> 15) ^ readWord(keys, key)) >>> 0
    lanes[2 * i] = Math.imul(low, PRIME32_1)
    lanes[2 * i + 1] =
      mulHigh(low, PRIME32_1) + Math.imul(high ^ readWord(keys, key + 4), PRIME32_1)
  }
}

function merge(hash: Uint32Array): void {
  for (let i = 0; i < 4; i++) {
    const key = MERGE_KEY + 16 * i
    addFoldedProduct(
      hash,
      (lanes[4 * i]! ^ readWord(keys, key)) >>> 0,
      (lanes[4 * i + 1]! ^ readWord(keys, key + 4)) >>> 0,
      (lanes[4 * i + 2]! ^ readWord(keys, key + 8)) >>> 0,
      (lanes[4 * i + 3]! ^ readWord(keys, key + 12)) >>> 0,
    )
  }
}
