/**
 * The indices of many elements, and their bits. AssemblyScript, compiled twice: with SIMD, four seeds
 * at a time, and without, one at a time. `src/wasm-batch.ts` is the other half.
 *
 * XXH3 of 17 to 128 bytes adds up 2 to 8 lanes, each a folded 128-bit product of two numbers X and Y.
 * A seed below 256 changes nothing but their low 16 bits, a and b. With x, y the low words, p and q
 * the high words, and c, d the low words without a and b:
 *
 *     X * Y = x * y + (a * q + b * p) 2^32 + (c * q + d * p) 2^32 + p * q 2^64
 *
 * The last two terms are the same for all seeds. What is left per seed are one product of 64 bits and
 * two of 48, whose sum with the word below and the one above cannot overflow.
 */

/** Eight lanes: two numbers of the secret, set by the other half, and what `prepare` works out. */
export const LANES: usize = 0
export const LANE: usize = 64

/** Elements: address, length, next seed, 4 bytes each. */
export const SLOTS: usize = 1024
export const SLOT: usize = 12

/** The bytes of the elements, 128 times 128 at most. */
export const INPUT: usize = 4096

/** The indices drawn, 128 times 64 at most, 4 bytes each. */
export const INDICES: usize = 20480

/** For each four seeds of 0 to 63 and each lane: the low words of the secret with the seeds in them. */
const KEYS: usize = 53504
const KEY: usize = 32
const KEYS_OF_FOUR: usize = 256

/** A filter, while one is here. */
export const TABLE: usize = 65536

/** The next seed of an element that is too much for this kernel. */
export const SEED_LIMIT: u32 = 256

/** What a sum of products can carry into a third word, rounded up. */
const MAX_CARRY: u32 = 1 << 18

// biome-ignore lint/correctness/noPrecisionLoss: not a double here
const PRIME64_1: u64 = 0x9e3779b185ebca87
// biome-ignore lint/correctness/noPrecisionLoss: not a double here
const PRIME_MX1: u64 = 0x165667919e3779f9
const WORD: u64 = 0xffffffff

/** To be called once the secret is in `LANES`. */
export function tabulate(): void {
  if (ASC_FEATURE_SIMD)
    for (let seed: u32 = 0; seed < 64; seed++)
      for (let i: usize = 0; i < 8; i++) {
        const at = KEYS + KEYS_OF_FOUR * (seed >>> 2) + KEY * i + 4 * (seed & 3)
        store<u32>(at, load<u32>(LANES + LANE * i) + seed)
        store<u32>(at, load<u32>(LANES + LANE * i, 8) - seed, 16)
      }
}

/**
 * Draws the next `wanted` indices below `bits` for each of `count` elements, one after the other into
 * `INDICES`. Returns how many elements it gave up: their next seed is `SEED_LIMIT`, their indices void.
 *
 * @see BF-4 BF-5 BF-11
 */
export function select(count: u32, bits: u32, wanted: u32): u32 {
  let given: u32 = 0
  let out = INDICES
  for (let slot = SLOTS; slot < SLOTS + SLOT * count; slot += SLOT) {
    let seed = load<u32>(slot, 8)
    const length = load<u32>(slot, 4)
    const end = prepare(load<u32>(slot), length)
    const sum = <u64>length * PRIME64_1
    if (end === 0) seed = SEED_LIMIT
    if (seed < SEED_LIMIT)
      seed =
        ASC_FEATURE_SIMD && (bits & (bits - 1)) === 0
          ? draw4(end, sum, seed, bits, wanted, out)
          : draw(end, sum, seed, bits, wanted, out)
    store<u32>(slot, seed, 8)
    if (seed === SEED_LIMIT) given++
    out += 4 * wanted
  }
  return given
}

/** Sets the bits of the first `count` indices in the table, four at a time. @see BF-12 BF-14 */
export function insert(count: u32): void {
  const end = INDICES + 4 * count
  let at = INDICES
  for (; at + 16 <= end; at += 16) {
    const a = load<u32>(at)
    const b = load<u32>(at, 4)
    const c = load<u32>(at, 8)
    const d = load<u32>(at, 12)
    insertOne(a)
    insertOne(b)
    insertOne(c)
    insertOne(d)
  }
  for (; at < end; at += 4) insertOne(load<u32>(at))
}

function insertOne(index: u32): void {
  const word: usize = (index >>> 3) & ~3
  store<u32>(word, load<u32>(word, TABLE) | (1 << index), TABLE)
}

/**
 * Works out what all seeds share. Returns the end of the lanes that this length has, or 0 if one of
 * them leaves no room for a carry: 1 element in some thousands, not worth a branch per seed.
 */
function prepare(at: usize, length: usize): usize {
  const end = LANES + 2 * LANE * ((length + 31) >>> 5)
  let lane = LANES
  let largest: u32 = 0
  // Lanes read from the front and from the back in turn.
  let next = at + length - 16
  let step: usize = 16
  do {
    const inX = load<u64>(at)
    const inY = load<u64>(at, 8)
    const x = inX ^ load<u64>(lane)
    const y = inY ^ load<u64>(lane, 8)
    const xHigh = x >> 32
    const yHigh = y >> 32
    const cross1 = (x & 0xffff0000) * yHigh
    const cross2 = (y & 0xffff0000) * xHigh
    const top = xHigh * yHigh + (cross1 >> 32) + (cross2 >> 32)
    store<u64>(lane, inX, 16)
    store<u64>(lane, inY, 24)
    store<u64>(lane, x, 32)
    store<u64>(lane, y, 40)
    store<u64>(lane, (cross1 & WORD) + (cross2 & WORD) + (top << 32), 48)
    store<u64>(lane, top & ~WORD, 56)
    largest = max<u32>(largest, <u32>top)
    lane += LANE
    const after = at + step
    at = next
    next = after
    step = -step
  } while (lane < end)
  return largest < <u32>-MAX_CARRY ? end : 0
}

/** Draws for one element. Returns its next seed. @see BF-6 BF-7 BF-10 */
function draw(end: usize, start: u64, seed: u32, bits: u32, wanted: u32, out: usize): u32 {
  const width = 32 - clz(bits - 1)
  const outEnd = out + 4 * wanted
  while (out < outEnd && seed < SEED_LIMIT)
    if (sample(hash(end, start, seed++), bits, width, out)) out += 4
  return out < outEnd ? SEED_LIMIT : seed
}

/**
 * The same for a power of two bits, which takes the first sample of every hash, and a seed that is a
 * multiple of four: four at a time. The last may reach over the end, into what is written next.
 *
 * @see BF-6 BF-7
 */
function draw4(end: usize, start: u64, seed: u32, bits: u32, wanted: u32, out: usize): u32 {
  const mask = i32x4.splat(bits - 1)
  const low16 = i32x4.splat(0xffff)
  const outEnd = out + 4 * wanted
  let keys = KEYS + (KEYS_OF_FOUR >>> 2) * seed
  do {
    let sum1 = i64x2.splat(start)
    let sum2 = sum1
    let lane = LANES
    let key = keys
    do {
      const x = v128.xor(v128.load32_splat(lane, 16), v128.load(key))
      const y = v128.xor(v128.load32_splat(lane, 24), v128.load(key, 16))
      const a = v128.and(x, low16)
      const b = v128.and(y, low16)
      const p = v128.load32_splat(lane, 36)
      const q = v128.load32_splat(lane, 44)
      const shared = v128.load64_splat(lane, 48)
      const top = v128.load64_splat(lane, 56)
      const low = i64x2.extmul_low_i32x4_u(x, y)
      const lowCross = i64x2.add(i64x2.extmul_low_i32x4_u(a, q), i64x2.extmul_low_i32x4_u(b, p))
      const high = i64x2.extmul_high_i32x4_u(x, y)
      const highCross = i64x2.add(i64x2.extmul_high_i32x4_u(a, q), i64x2.extmul_high_i32x4_u(b, p))
      sum1 = i64x2.add(sum1, fold(low, lowCross, shared, top))
      sum2 = i64x2.add(sum2, fold(high, highCross, shared, top))
      lane += LANE
      key += KEY
    } while (lane < end)
    v128.store(out, v128.and(avalanche4(sum1, sum2), mask))
    keys += KEYS_OF_FOUR
    out += 16
  } while (out < outEnd)
  return seed + wanted
}

/** Writes the first whole sample of the hash that is under `bits`, if there is one. @see BF-8 BF-9 */
function sample(hash: u64, bits: u32, width: u32, out: usize): bool {
  const mask: u32 = (1 << width) - 1
  let left = 64 / width
  do {
    const index = <u32>hash & mask
    if (index < bits) {
      store<u32>(out, index)
      return true
    }
    hash >>= width
  } while (--left > 0)
  return false
}

/** One hash. @see BF-2 */
function hash(end: usize, start: u64, seed: u32): u64 {
  let sum = start
  let lane = LANES
  do {
    const x = load<u32>(lane, 16) ^ (load<u32>(lane) + seed)
    const y = load<u32>(lane, 24) ^ (load<u32>(lane, 8) - seed)
    const p = <u64>load<u32>(lane, 36)
    const q = <u64>load<u32>(lane, 44)
    const product = <u64>x * <u64>y
    const cross = <u64>(x & 0xffff) * q + <u64>(y & 0xffff) * p
    const upper = cross + load<u64>(lane, 48) + (product >> 32)
    sum += ((product & WORD) | load<u64>(lane, 56)) ^ rotl<u64>(upper, 32)
    lane += LANE
  } while (lane < end)
  sum = (sum ^ (sum >> 37)) * PRIME_MX1
  return sum ^ (sum >> 32)
}

/** The two halves of a 128-bit product, xored: its lowest word is `product`'s, the rest adds up. */
function fold(product: v128, cross: v128, shared: v128, top: v128): v128 {
  const upper = i64x2.add(cross, i64x2.add(shared, i64x2.shr_u(product, 32)))
  return v128.xor(
    v128.shuffle<u32>(product, top, 0, 5, 2, 7),
    v128.shuffle<u32>(upper, upper, 1, 0, 3, 2),
  )
}

/** The low words of four. The product is made of words: SIMD has none of 64 bits on most machines. */
function avalanche4(sum1: v128, sum2: v128): v128 {
  const primeLow = i32x4.splat(<i32>PRIME_MX1)
  const primeHigh = i32x4.splat(<i32>(PRIME_MX1 >> 32))
  const high = v128.shuffle<u32>(sum1, sum2, 1, 3, 5, 7)
  const low = v128.xor(v128.shuffle<u32>(sum1, sum2, 0, 2, 4, 6), i32x4.shr_u(high, 5))
  const product1 = i64x2.extmul_low_i32x4_u(low, primeLow)
  const product2 = i64x2.extmul_high_i32x4_u(low, primeLow)
  const cross = i32x4.add(i32x4.mul(low, primeHigh), i32x4.mul(high, primeLow))
  const hashHigh = i32x4.add(cross, v128.shuffle<u32>(product1, product2, 1, 3, 5, 7))
  return v128.xor(hashHigh, v128.shuffle<u32>(product1, product2, 0, 2, 4, 6))
}
