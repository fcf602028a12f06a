import { BloomFilter } from '@car-mirror/bloom'
import type { Status } from '@car-mirror/core'
import type { SeededStore } from './seeded-store.js'

/** Makes a filter for so many elements. */
export type MakeFilter = (count: number) => BloomFilter

/** The smallest filter that is expected to keep to a rate of false positives. */
export function filterOfRate(rate: number): MakeFilter {
  return (count) => {
    const bytes = Math.ceil((-count * Math.log(rate)) / Math.LN2 ** 2 / 8)
    const hashes = Math.max(1, Math.round(((8 * bytes) / count) * Math.LN2))
    return BloomFilter.withParameters({ bytes, hashes })
  }
}

/**
 * The status with another filter over what the receiver's store holds, if it had one at all. For
 * stores that are small enough to be told whole, these are the elements that it had.
 */
export function withFilter(
  status: Status,
  store: SeededStore,
  make: MakeFilter | undefined,
): Status {
  if (make === undefined || status.have.isEmpty) return status
  const have = make(store.size())
  have.addMany(store.cids())
  return { missing: status.missing, have }
}
