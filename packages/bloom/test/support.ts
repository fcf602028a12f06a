import { xxh3 } from '@node-rs/xxhash'

/** The binary CIDv1 (raw, sha2-256) of "hello". */
export const HELLO = Uint8Array.from(
  Buffer.from('015512202cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824', 'hex'),
)

/** Deterministic bytes without a pattern that a wrong offset could survive. */
export function noise(length: number, start = 1): Uint8Array {
  let state = Math.imul(start, 2654435761)
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state >>> 24
  })
}

/** Distinct elements of the shape of a CIDv1. */
export function cids(count: number, start = 0): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => {
    const cid = HELLO.slice()
    cid.set(noise(32, start + i + 1), 4)
    return cid
  })
}

/** The native hash. */
export function oracleHash(input: Uint8Array, seed: number): bigint {
  return xxh3.xxh64(input, BigInt(seed))
}

/** The pinned index selection over the native hash, written for clarity in BigInt. */
export function* oracleIndices(element: Uint8Array, bits: number): Generator<number> {
  const width = (bits - 1).toString(2).length
  for (let counter = 0; ; counter++) {
    const hash = oracleHash(element, counter)
    const samples = Array.from({ length: Math.floor(64 / width) }, (_, i) =>
      Number(BigInt.asUintN(width, hash >> BigInt(i * width))),
    )
    const fitting = samples.find((sample) => sample < bits)
    if (fitting !== undefined) yield fitting
  }
}

export function take<T>(count: number, values: Iterable<T>): T[] {
  const taken: T[] = []
  for (const value of values) if (taken.push(value) === count) break
  return taken
}

/** The code of the error that `action` throws. */
export function codeOf(action: () => unknown): unknown {
  try {
    action()
  } catch (error) {
    return (error as { code?: unknown }).code
  }
  return undefined
}
