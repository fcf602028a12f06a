/**
 * HalfSipHash-1-3 of a byte string, under a key that this process draws at random. Peers choose what
 * goes into the tables, so collisions must not be choosable. A seeded multiply-and-shift mix would
 * be: a difference in a word's top bit goes through any odd multiplier as it is, and one in the next
 * word takes it out again, whatever the seed. This is a keyed function made for hash tables, and no
 * slower here. Its round stands here twice, since a function could not give back four numbers for free.
 */

const [K0, K1] = crypto.getRandomValues(new Int32Array(2)) as unknown as [number, number]

/** @returns 32 bits, as a signed number */
export function keyedHash(bytes: Uint8Array): number {
  let v0 = K0
  let v1 = K1
  let v2 = K0 ^ 0x6c796765
  let v3 = K1 ^ 0x74656462
  const end = bytes.length
  const whole = end - 3
  let at = 0
  for (; at < whole; at += 4) {
    const word =
      bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
    v3 ^= word
    v0 = (v0 + v1) | 0
    v2 = (v2 + v3) | 0
    v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0
    v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2
    v0 = (v0 << 16) | (v0 >>> 16)
    v2 = (v2 + v1) | 0
    v0 = (v0 + v3) | 0
    v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2
    v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0
    v2 = (v2 << 16) | (v2 >>> 16)
    v0 ^= word
  }
  // The last word carries what is left and the length; three rounds more end it.
  let word = end << 24
  for (let i = 0; at < end; i += 8, at++) word |= bytes[at]! << i
  for (let left = 3; left >= 0; left--) {
    v3 ^= word
    v0 = (v0 + v1) | 0
    v2 = (v2 + v3) | 0
    v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0
    v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2
    v0 = (v0 << 16) | (v0 >>> 16)
    v2 = (v2 + v1) | 0
    v0 = (v0 + v3) | 0
    v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2
    v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0
    v2 = (v2 << 16) | (v2 >>> 16)
    if (left < 3) continue
    v0 ^= word
    v2 ^= 0xff
    word = 0
  }
  return v1 ^ v3
}
