import { fromHex, type Hex } from '@car-mirror/vectors'
import type { FilterModel } from '../model/filter.js'

/** Draws that the model has hashers for. */
const MOST_HASHES = 128
/** Nothing of this size is looked into; the specification ends at a fifth of it. Bytes. */
const MOST_BYTES = 80 * 1024 * 1024

/**
 * Whether a filter has a CID, by the indices of the specification or of a dialect.
 * @throws Error for a filter that nobody should have to look into
 */
export function hasBits(
  model: FilterModel,
  bytes: Uint8Array,
  hashes: number,
  bits = 8 * bytes.length,
): (cid: Hex) => boolean {
  if (bytes.length === 0) return () => false
  if (!(hashes >= 1 && hashes <= MOST_HASHES)) throw new Error(`a filter of ${hashes} hashes`)
  if (bytes.length > MOST_BYTES) throw new Error(`a filter of ${bytes.length} bytes`)
  if (!(bits > 0 && bits <= 8 * bytes.length)) {
    throw new Error(`a filter of ${bits} bits in ${bytes.length} bytes`)
  }
  return (cid) => {
    const indices = model.indices(fromHex(cid), bits, hashes)
    return indices.every((index) => {
      const place = model.place(index)
      return ((bytes[place >> 3] ?? 0) & (1 << (place & 7))) !== 0
    })
  }
}
