/**
 * 64-bit arithmetic on 32-bit halves, without BigInt and without allocation.
 *
 * A 64-bit number is a `Uint32Array` of `[low, high]`, changed in place: typed arrays wrap by
 * themselves and never box. Halves given as arguments are uint32 unless stated otherwise.
 */

/** The 128-bit result of the last `multiply`, least significant word first. */
export const product = /* @__PURE__ */ new Uint32Array(4)

/**
 * The upper 32 bits of a 32 x 32 bit product.
 *
 * The double product is off by at most 2^10, less its exactly known lower half by little more.
 * What remains should be a multiple of 2^32: rounding to the nearest one makes it exact.
 */
export function mulHigh(a: number, b: number): number {
  return ((a * b - (Math.imul(a, b) >>> 0)) * 2 ** -32 + 0.5) >>> 0
}

/** The whole 64 x 64 bit product, into `product`. */
export function multiply(xLow: number, xHigh: number, yLow: number, yHigh: number): void {
  const middle =
    mulHigh(xLow, yLow) + (Math.imul(xLow, yHigh) >>> 0) + (Math.imul(xHigh, yLow) >>> 0)
  const upper =
    mulHigh(xLow, yHigh) +
    mulHigh(xHigh, yLow) +
    (Math.imul(xHigh, yHigh) >>> 0) +
    Math.floor(middle * 2 ** -32)
  product[0] = Math.imul(xLow, yLow)
  product[1] = middle
  product[2] = upper
  product[3] = mulHigh(xHigh, yHigh) + Math.floor(upper * 2 ** -32)
}

/** Four bytes as a little-endian uint32. A DataView would be one allocation per element. */
export function readWord(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0
  )
}

export function set(x: Uint32Array, low: number, high: number): void {
  x[0] = low
  x[1] = high
}

export function add(x: Uint32Array, low: number, high: number): void {
  const sum = x[0]! + low
  x[0] = sum
  x[1] = x[1]! + high + (sum > 0xffffffff ? 1 : 0)
}

export function subtract(x: Uint32Array, low: number, high: number): void {
  const difference = x[0]! - low
  x[0] = difference
  x[1] = x[1]! - high - (difference < 0 ? 1 : 0)
}

/** The halves may be int32. */
export function xor(x: Uint32Array, low: number, high: number): void {
  x[0] = x[0]! ^ low
  x[1] = x[1]! ^ high
}

/** `x ^= x >>> distance`, for a distance in 1..63. */
export function xorShift(x: Uint32Array, distance: number): void {
  const high = x[1]!
  if (distance >= 32) xor(x, high >>> (distance - 32), 0)
  else xor(x, (x[0]! >>> distance) | (high << (32 - distance)), high >>> distance)
}

/** Keeps the lower 64 bits of the product. */
export function times(x: Uint32Array, low: number, high: number): void {
  const before = x[0]!
  const cross = Math.imul(before, high) + Math.imul(x[1]!, low)
  x[0] = Math.imul(before, low)
  x[1] = mulHigh(before, low) + cross
}

/** Adds the two halves of the 128-bit product of two numbers, xored. */
export function addFoldedProduct(
  x: Uint32Array,
  aLow: number,
  aHigh: number,
  bLow: number,
  bHigh: number,
): void {
  multiply(aLow, aHigh, bLow, bHigh)
  add(x, (product[0]! ^ product[2]!) >>> 0, (product[1]! ^ product[3]!) >>> 0)
}
