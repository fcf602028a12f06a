import { xxh3 } from '@node-rs/xxhash'

/** deterministic-bloom: one draw per hash, of the bits below the next power of two. */
export function rsIndices(element: Uint8Array, bits: number, count: number): number[] {
  const mask = 2n ** BigInt((bits - 1).toString(2).length) - 1n
  const drawn: number[] = []
  for (let seed = 0n; drawn.length < count; seed++) {
    const index = Number(xxh3.xxh64(element, seed) & mask)
    if (index < bits) drawn.push(index)
  }
  return drawn
}

/** go-bloom's hasher, line by line: the shift is the logarithm of the mask, rounded down. */
export function goIndices(element: Uint8Array, bits: number, count: number): number[] {
  const mask = 2n ** BigInt((bits - 1).toString(2).length) - 1n
  const shift = Math.trunc(Math.log2(Number(mask)))
  const drawn: number[] = []
  for (let seed = 0n; drawn.length < count; seed++) {
    let hash = xxh3.xxh64(element, seed)
    for (let i = 0; i < 64; i += shift) {
      const index = Number(hash & mask)
      if (index < bits) {
        drawn.push(index)
        break
      }
      hash >>= BigInt(shift)
    }
  }
  return drawn
}
