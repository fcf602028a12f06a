import { BloomError } from './errors.js'

/** The most hashes a filter may have. @see BF-17 */
export const MAX_HASHES = 64

/** The most bytes a filter may have: 16 MiB, 2^27 bits. @see BF-18 */
export const MAX_BYTES = 2 ** 24

/** Size in bytes (0..`MAX_BYTES`) and number of hashes (1..`MAX_HASHES`); both 0 when empty. */
export interface FilterParameters {
  readonly bytes: number
  readonly hashes: number
}

/**
 * The false positive rate a filter of `count` elements aims at: min(0.001, 0.1 / count), one order
 * of magnitude under the inverse of the count.
 *
 * @see BF-21
 */
export function targetRate(count: number): number {
  return Math.min(0.001, 0.1 / count)
}

/**
 * The parameters of a filter for `count` elements: the optimal size, rounded up to a power of two,
 * and the number of hashes optimal for the rounded size. No element: the empty filter.
 *
 * From about 3.7 million elements on, the optimum exceeds `MAX_BYTES`. The filter then keeps that
 * size and the best number of hashes for it, and its rate rises above `targetRate`.
 *
 * The number of hashes stays under `MAX_HASHES` by itself: at most 2 log2(1 / rate) + 1 < 52.
 *
 * @throws BloomError `ERR_FILTER_COUNT` unless `count` is a non-negative safe integer
 * @see BF-19 BF-22 BF-23
 */
export function parametersFor(count: number): FilterParameters {
  if (!Number.isSafeInteger(count) || count < 0)
    throw new BloomError('ERR_FILTER_COUNT', `not a number of elements: ${count}`)
  if (count === 0) return { bytes: 0, hashes: 0 }
  const optimum = (-count * Math.log(targetRate(count))) / Math.LN2 ** 2
  const bytes = Math.min(MAX_BYTES, 2 ** Math.ceil(Math.log2(optimum / 8)))
  return { bytes, hashes: Math.ceil(((8 * bytes) / count) * Math.LN2) }
}

/**
 * The largest number of elements whose expected false positive rate in a filter with these
 * parameters is within `targetRate`; 0 if even one element is too many.
 *
 * Of `parametersFor(n)` it is at least n, except where the optimum is just under a power of two:
 * rounding the hashes up can then cost 0.3 %.
 *
 * @throws BloomError as `checkParameters`
 * @see RND-6 RND-8
 */
export function capacity(parameters: FilterParameters): number {
  checkParameters(parameters)
  let within = 0
  // With as many elements as bits, over 63 % of the bits are set: beyond any target.
  let beyond = 8 * parameters.bytes + 1
  while (beyond - within > 1) {
    const count = Math.floor((within + beyond) / 2)
    if (expectedRate(parameters, count) <= targetRate(count)) within = count
    else beyond = count
  }
  return within
}

/** The chance that `hashes` random bits are all set after `count` elements. */
function expectedRate({ bytes, hashes }: FilterParameters, count: number): number {
  return (-Math.expm1(hashes * count * Math.log1p(-1 / (8 * bytes)))) ** hashes
}

/**
 * Zero bytes pass whatever `hashes` says: that is the empty filter (BF-16).
 *
 * @throws BloomError `ERR_FILTER_SIZE`, `ERR_FILTER_HASHES`
 * @see BF-17 BF-18 SEC-1
 */
export function checkParameters({ bytes, hashes }: FilterParameters): void {
  if (!Number.isInteger(bytes) || bytes < 0 || bytes > MAX_BYTES)
    throw new BloomError('ERR_FILTER_SIZE', `not 0 to ${MAX_BYTES} bytes: ${bytes}`, 'BF-18')
  if (bytes > 0 && !(Number.isInteger(hashes) && hashes >= 1 && hashes <= MAX_HASHES))
    throw new BloomError('ERR_FILTER_HASHES', `not 1 to ${MAX_HASHES} hashes: ${hashes}`, 'BF-17')
}
