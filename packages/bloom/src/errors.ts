/**
 * - `ERR_FILTER_HASHES`: the number of hashes is not an integer in 1..64 (BF-17)
 * - `ERR_FILTER_SIZE`: the size is not a whole number of bytes in 0..16 MiB (BF-18)
 * - `ERR_FILTER_COUNT`: a number of elements that is not a non-negative integer
 * - `ERR_FILTER_EMPTY`: an element was added to the empty filter, which has no room for any (BF-16)
 * - `ERR_FILTER_MISMATCH`: a union of filters whose sizes or hash counts differ (BF-24)
 */
export type BloomErrorCode =
  | 'ERR_FILTER_HASHES'
  | 'ERR_FILTER_SIZE'
  | 'ERR_FILTER_COUNT'
  | 'ERR_FILTER_EMPTY'
  | 'ERR_FILTER_MISMATCH'

/** The only error this package throws. `requirement` names the clause where there is one. */
export class BloomError extends Error {
  override readonly name = 'BloomError'
  readonly code: BloomErrorCode
  readonly requirement: string | undefined

  constructor(code: BloomErrorCode, message: string, requirement?: string) {
    super(message)
    this.code = code
    this.requirement = requirement
  }
}
