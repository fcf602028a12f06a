import { BloomError } from './errors.js'
import { checkParameters, type FilterParameters, MAX_HASHES } from './parameters.js'
import { hashHigh, hashLow, hashSeeds, prepare } from './xxh3-seeds.js'

/** The indices that `select` left: module scratch, valid until the next call. */
export const selected = /* @__PURE__ */ new Uint32Array(MAX_HASHES)

let seed = 0

/**
 * The bits of a filter that stand for `element`, in the order they are drawn, repeats included.
 *
 * @param element hashed as it is: CAR Mirror hands in the whole binary CID (M1)
 * @throws BloomError `ERR_FILTER_SIZE`, `ERR_FILTER_HASHES`
 * @see M1, M3, M4, M5, CM-37, CM-41 to CM-47
 */
export function indices(element: Uint8Array, parameters: FilterParameters): number[] {
  checkParameters(parameters)
  if (parameters.bytes === 0)
    throw new BloomError('ERR_FILTER_EMPTY', 'the empty filter has no bits', 'M6')
  start(element)
  select(8 * parameters.bytes, 0, parameters.hashes)
  return Array.from(selected.subarray(0, parameters.hashes))
}

/** Makes `element` the one that `select` draws for, and starts the seeds from 0. */
export function start(element: Uint8Array): void {
  prepare(element)
  seed = 0
}

/**
 * Draws the indices `from` up to, not including, `to` into `selected`; call in order.
 *
 * One counter seeds all hashes: an index takes one hash, and one more for each hash of which no
 * sample fitted. A power of two accepts every first sample.
 *
 * @param bits 8..2^27, so that a sample is 3..27 bits wide and fits a half of the hash
 */
export function select(bits: number, from: number, to: number): void {
  const width = 32 - Math.clz32(bits - 1)
  const mask = 2 ** width - 1
  let found = from
  while (found < to) {
    const count = to - found
    hashSeeds(seed, count)
    seed += count
    if (mask === bits - 1) {
      for (let i = 0; i < count; i++) selected[found + i] = hashLow[i]! & mask
      return
    }
    for (let i = 0; i < count; i++) {
      const sample = firstBelow(bits, hashLow[i]!, hashHigh[i]!, width)
      if (sample >= 0) selected[found++] = sample
    }
  }
}

/** The first of the whole `width`-bit samples of a hash, lowest first, that is under `bits`, or -1. */
function firstBelow(bits: number, low: number, high: number, width: number): number {
  const mask = 2 ** width - 1
  for (let samples = Math.floor(64 / width); samples > 0; samples--) {
    const sample = low & mask
    if (sample < bits) return sample
    low = (low >>> width) | (high << (32 - width))
    high >>>= width
  }
  return -1
}
