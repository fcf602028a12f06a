import { fromHex } from '@car-mirror/vectors'
import type { Framed } from '@car-mirror/vectors/by-hand'
import { FilterModel } from '../../model/filter.js'
import type { WrittenFilter } from '../../wire/form.js'
import { pinsIn } from '../../wire/pins.js'

const model = new FilterModel(pinsIn('spec'))

/** Every CID hits it. */
export const everything: WrittenFilter = { bytes: new Uint8Array(128).fill(0xff), hashes: 1 }

/** It has bytes, and no CID in it. */
export function nothing(bytes: number, hashes: number | bigint = 2): WrittenFilter {
  return { bytes: new Uint8Array(bytes), hashes }
}

/**
 * A filter of a power of two that has exactly these, with a chance for others of one in thousands.
 */
export function filterOf(blocks: readonly Framed[]): WrittenFilter {
  const { bytes, hashes } = model.parameters(Math.max(1, blocks.length))
  return sized(Math.max(32, bytes), hashes, blocks)
}

/** A filter of any size with these. */
export function sized(bytes: number, hashes: number, blocks: readonly Framed[]): WrittenFilter {
  const { bytes: filled } = model.insert(
    bytes,
    hashes,
    blocks.map(({ cid }) => cid),
  )
  return { bytes: filled, hashes }
}

export function cidsOf(cids: Iterable<string>): Uint8Array[] {
  return Array.from(cids, fromHex)
}
