import { BloomFilter } from '@car-mirror/bloom'
import type { Have } from '@car-mirror/core'

/** Above this rate of false positives two filters are better than one. */
const HIGHEST_RATE = 0.0001

/** What has what one of them has. */
export function anyOf(haves: readonly Have[]): Have {
  if (haves.length === 0) return BloomFilter.empty()
  if (haves.length === 1) return haves[0]!
  return { has: (cid) => haves.some((have) => have.has(cid)) }
}

/** Both in one filter, if they have the same size and the result is still worth asking. @see BF-24 */
export function merged(a: Have, b: Have): Have | undefined {
  if (!(a instanceof BloomFilter && b instanceof BloomFilter)) return undefined
  if (a.isEmpty || b.isEmpty) return a.isEmpty ? b : a
  if (a.bits !== b.bits || a.hashes !== b.hashes) return undefined
  const both = a.union(b)
  return both.estimatedRate() > HIGHEST_RATE ? undefined : both
}
