import { BloomError } from './errors.js'
import { checkParameters, type FilterParameters, MAX_HASHES } from './parameters.js'
import { hashHigh, hashLow, hashSeeds, prepare } from './xxh3-seeds.js'

/** The indices that `select` left: module scratch, valid until the next call. */
export const selected = /* @__PURE__ */ new Uint32Array(MAX_HASHES)

let seed = 0

/**
 * The bits of a filter that stand for `element`, in the order they are drawn, repeats included.
 *
 * @param element hashed as it is: CAR Mirror hands in the whole binary CID (BF-1)
 * @throws BloomError `ERR_FILTER_SIZE`, `ERR_FILTER_HASHES`
 * @see BF-5
 */
export function indices(element: Uint8Array, parameters: FilterParameters): number[] {
  checkParameters(parameters)
  if (parameters.bytes === 0)
    throw new BloomError('ERR_FILTER_EMPTY', 'the empty filter has no bits', 'BF-15')
  start(element)
  select(8 * parameters.bytes, 0, parameters.hashes)
  return Array.from(selected.subarray(0, parameters.hashes))
}

/** Makes `element` the one that `select` draws for, and starts the seeds from 0. @see BF-4 */
export function start(element: Uint8Array): void {
  prepare(element)
  seed = 0
}

/**
 * Draws the indices `from` up to, not including, `to` into `selected`; call in order.
 *
 * One counter seeds all hashes: an index takes one hash, and one more for each hash of which no
 * sample fitted. A power of two takes every first sample.
 *
 * @param bits 8..2^27, so that a sample is 3..27 bits wide and fits a half of the hash
 * @see BF-4 BF-5 BF-6 BF-11 BF-20
 */
export function select(bits: number, from: number, to: number): void {
  const width = 32 - Math.clz32(bits - 1)
  let found = from
  while (found < to) {
    const count = to - found
    hashSeeds(seed, count)
    seed += count
    found = takeSamples(bits, width, count, found)
  }
}

/**
 * Of each of the first `count` hashes, selects the first whole sample that is under `bits`: the
 * low `width` bits, then the next ones. Returns how many are selected now.
 *
 * @see BF-7 BF-8 BF-9 BF-10
 */
function takeSamples(bits: number, width: number, count: number, found: number): number {
  const mask = (1 << width) - 1 // a power would be a call, costlier than the hash
  const samples = (64 / width) | 0
  for (let i = 0; i < count; i++) {
    let low = hashLow[i]!
    let high = hashHigh[i]!
    for (let left = samples; left > 0; left--) {
      const sample = low & mask
      if (sample < bits) {
        selected[found++] = sample
        break
      }
      low = (low >>> width) | (high << (32 - width))
      high = high >>> width
    }
  }
  return found
}
