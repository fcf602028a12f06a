import { ByteList } from './byte-list.js'
import { keyedHash } from './keyed-hash.js'

/** A slot is a fingerprint of the hash above, and the index plus one below; zero is a free slot. */
const INDEX_BITS = 26
const INDEX_MASK = 2 ** INDEX_BITS - 1
const MOST_CIDS = INDEX_MASK

/** The hash's lowest bits choose the segment, those from here on the slot, the topmost are the fingerprint. */
const SEGMENT_BITS = 14

const FIRST_SLOTS = 8
/** Slots of a segment before it is split in two instead of doubled. */
const MOST_SLOTS = 4096

/** Slots for the CIDs whose hashes end in the same `depth` bits. */
interface Segment {
  readonly slots: Int32Array
  readonly depth: number
  used: number
}

/**
 * Numbers CIDs in the order in which they come: bytes in, dense index out. The hash, whose key is
 * secret because peers choose the bytes, finds them by open addressing in segments that are split
 * one at a time (extendible hashing), so that no call does more than one segment's work. A CID of 36
 * bytes costs about 54. @see MOD-2 SEC-4
 */
export class CidTable {
  readonly #cids = new ByteList()
  /** By the lowest `#depth` bits of the hash; one of smaller depth stands at several places. */
  #segments = [emptySegment(FIRST_SLOTS, 0)]
  #depth = 0
  /** By index: to make them again from the bytes is half of what growth costs. */
  #hashes = new Int32Array(FIRST_SLOTS)

  get size(): number {
    return this.#cids.size
  }

  /** @returns the index, or -1 */
  find(cid: Uint8Array): number {
    if (this.size === 0) return -1
    const hash = keyedHash(cid)
    return this.#probe(this.#segmentOf(hash), hash, cid)
  }

  /**
   * Copies the bytes.
   * @returns the index; the CID is new if that is what `size` was before
   * @throws RangeError at 2^26 CIDs or 4 GiB of them
   */
  intern(cid: Uint8Array): number {
    const hash = keyedHash(cid)
    let segment = this.#segmentOf(hash)
    const found = this.#probe(segment, hash, cid)
    if (found >= 0) return found
    const index = this.size < MOST_CIDS ? this.#cids.append(cid) : -1
    if (index < 0) throw new RangeError('too many CIDs for one table')
    this.#remember(index, hash)
    while (isFull(segment)) {
      this.#grow(segment, hash)
      segment = this.#segmentOf(hash)
    }
    place(segment, hash, index)
    return index
  }

  /**
   * A view into the table's memory; valid for as long as it is referenced, even after growth; not
   * to be written to.
   * @throws RangeError if no CID has this index
   */
  at(index: number): Uint8Array {
    return this.#cids.at(index)
  }

  #segmentOf(hash: number): Segment {
    return this.#segments[hash & ((1 << this.#depth) - 1)]!
  }

  #probe({ slots }: Segment, hash: number, cid: Uint8Array): number {
    const mask = slots.length - 1
    const mark = hash >>> INDEX_BITS
    for (let at = (hash >>> SEGMENT_BITS) & mask; ; at = (at + 1) & mask) {
      const slot = slots[at]!
      if (slot === 0) return -1
      if (slot >>> INDEX_BITS !== mark) continue
      const index = (slot & INDEX_MASK) - 1
      if (this.#cids.equals(index, cid)) return index
    }
  }

  #remember(index: number, hash: number): void {
    if (index === this.#hashes.length) {
      const hashes = new Int32Array(2 * index)
      hashes.set(this.#hashes)
      this.#hashes = hashes
    }
    this.#hashes[index] = hash
  }

  /** Makes the segment of this hash larger, or two of it if it is large. */
  #grow({ slots, depth }: Segment, hash: number): void {
    const splits = slots.length >= MOST_SLOTS && depth < SEGMENT_BITS
    if (splits && depth === this.#depth) {
      this.#segments = this.#segments.concat(this.#segments)
      this.#depth++
    }
    const low = emptySegment(splits ? MOST_SLOTS : 2 * slots.length, splits ? depth + 1 : depth)
    const high = splits ? emptySegment(MOST_SLOTS, depth + 1) : low
    const step = 2 ** depth
    for (let i = hash & (step - 1); i < this.#segments.length; i += step) {
      this.#segments[i] = (i & step) === 0 ? low : high
    }
    for (const slot of slots) {
      if (slot === 0) continue
      const index = (slot & INDEX_MASK) - 1
      const moved = this.#hashes[index]!
      place((moved & step) === 0 ? low : high, moved, index)
    }
  }
}

function emptySegment(slots: number, depth: number): Segment {
  return { slots: new Int32Array(slots), depth, used: 0 }
}

/** Three quarters: with more, a search for what is not there takes many steps. */
function isFull({ slots, used }: Segment): boolean {
  return 4 * used >= 3 * slots.length
}

function place(segment: Segment, hash: number, index: number): void {
  const { slots } = segment
  const mask = slots.length - 1
  let at = (hash >>> SEGMENT_BITS) & mask
  while (slots[at] !== 0) at = (at + 1) & mask
  slots[at] = ((hash >>> INDEX_BITS) << INDEX_BITS) | (index + 1)
  segment.used++
}
