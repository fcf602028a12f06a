import type { Filter } from '@car-mirror/vectors'
import type { Pins } from '../spec/pins.js'
import { LibraryFilter } from './library-filter.js'
import { Refusal } from './refusal.js'
import { pooledXxh3 } from './xxh3.js'

export type WireFilter = Filter<Uint8Array>

/** The filter: which bits stand for an element, and what a row of bits says. */
export class FilterModel {
  readonly pins: Pins

  constructor(pins: Pins) {
    this.pins = pins
  }

  /** @see BF-1 */
  element(cid: Uint8Array): Uint8Array {
    if (this.pins['BF-1'].element === 'cid' || cid[0] !== 1) return cid
    return cid.subarray(1 + cid.findIndex((byte, i) => i > 0 && byte < 128))
  }

  /** @see BF-2 BF-3 */
  hash(element: Uint8Array, seed: number): bigint {
    return BigInt(`0x${pooledXxh3(element, seed)}`)
  }

  /** The seeds of one element, as many as it takes. @see BF-4 BF-5 */
  *seeds(): Generator<number, never> {
    const { firstSeed, seedStep } = this.pins['BF-4']
    for (let seed = firstSeed; ; seed += seedStep) yield seed
  }

  /** @see BF-6 */
  width(bits: number): number {
    return Math.ceil(Math.log2(bits))
  }

  /** @see BF-9 */
  shift(width: number): number {
    const { shift } = this.pins['BF-9']
    if (shift === 'width') return width
    if (shift === 'width-1') return width - 1
    return shift === 'none' ? 64 : shift
  }

  /** The numbers that a hash offers, in order. @see BF-7 BF-10 */
  *samples(hash: bigint, width: number): Generator<number> {
    const least = this.pins['BF-10'].partialSample ? 1 : width
    for (let start = 0; 64 - start >= least; start += this.shift(width)) {
      yield Number((hash >> BigInt(start)) & (2n ** BigInt(width) - 1n))
    }
  }

  /** @see BF-8 */
  fits(sample: number, bits: number): boolean {
    return sample < bits
  }

  /** @see BF-11 BF-20 */
  indices(cid: Uint8Array, bits: number, count: number): number[] {
    const element = this.element(cid)
    const width = this.width(bits)
    const drawn: number[] = []
    for (const seed of this.seeds()) {
      if (drawn.length === count) break
      for (const sample of this.samples(this.hash(element, seed), width)) {
        if (!this.fits(sample, bits)) continue
        drawn.push(sample)
        break
      }
    }
    return drawn
  }

  /** Where the library, which counts bits from the least significant, has the bit. @see BF-12 */
  place(index: number): number {
    return this.pins['BF-12'].bitOrder === 'lsb-first' ? index : index - 2 * (index % 8) + 7
  }

  /** @see BF-13 */
  bits(bytes: number): number {
    return 8 * bytes
  }

  /** @throws Refusal filter-hashes, filter-size. @see BF-17 BF-18 SEC-1 */
  check({ bytes, hashes }: WireFilter): void {
    const { minHashes, maxHashes } = this.pins['BF-17']
    if (bytes.length > this.pins['BF-18'].maxBytes) {
      throw new Refusal('filter-size', `${bytes.length} bytes are too many`)
    }
    if (!this.isEmpty(bytes) && !(hashes >= minHashes && hashes <= maxHashes)) {
      throw new Refusal('filter-hashes', `${hashes} hashes are out of bounds`)
    }
  }

  /** A status without a filter has one of no bytes. @see BF-16 RND-7 */
  isEmpty(bytes: Uint8Array): boolean {
    return bytes.length === 0
  }

  /** @see BF-15 */
  empty(): WireFilter {
    const { emptyBytes, emptyHashes } = this.pins['BF-15']
    return { bytes: new Uint8Array(emptyBytes), hashes: emptyHashes }
  }

  /** A filter of these parameters with these elements. @see BF-14 */
  insert(bytes: number, hashes: number, cids: Iterable<Uint8Array>): WireFilter {
    const filter = { bytes: new Uint8Array(bytes), hashes }
    this.check(filter)
    if (this.isEmpty(filter.bytes)) return this.empty()
    const library = this.#library(filter)
    for (const cid of cids) library.add(cid)
    return { bytes: library.bytes, hashes }
  }

  /** @see BF-14 BF-16 SEC-5 */
  has(filter: WireFilter, cid: Uint8Array): boolean {
    return !this.isEmpty(filter.bytes) && this.#library(filter).has(cid)
  }

  /** @throws Refusal filter-mismatch. @see BF-24 */
  union(a: WireFilter, b: WireFilter): WireFilter {
    if (this.isEmpty(a.bytes)) return b
    if (this.isEmpty(b.bytes)) return a
    if (a.bytes.length !== b.bytes.length || a.hashes !== b.hashes) {
      throw new Refusal('filter-mismatch', 'the parameters differ')
    }
    return { bytes: a.bytes.map((byte, i) => byte | b.bytes[i]!), hashes: a.hashes }
  }

  /** @see BF-21 */
  rate(count: number): number {
    const { rateCap, ratePerCount } = this.pins['BF-21']
    return Math.min(rateCap, ratePerCount / count)
  }

  /** Bytes for so many elements. @see BF-19 BF-22 */
  size(count: number): number {
    const optimum = (-count * Math.log(this.rate(count))) / Math.LN2 ** 2
    const rounded = 2 ** Math.ceil(Math.log2(optimum / 8))
    return Math.min(this.pins['BF-18'].maxBytes, rounded)
  }

  /** @see BF-23 */
  hashes(count: number, bytes: number): number {
    return Math.ceil((this.bits(bytes) / count) * Math.LN2)
  }

  parameters(count: number): { bytes: number; hashes: number } {
    if (count === 0) return { bytes: this.empty().bytes.length, hashes: this.empty().hashes }
    const bytes = this.size(count)
    return { bytes, hashes: this.hashes(count, bytes) }
  }

  /** The library's filter with the specification's indices in place of its own. */
  #library({ bytes, hashes }: WireFilter): LibraryFilter {
    return new LibraryFilter(bytes, hashes, (cid) => {
      return this.indices(cid, this.bits(bytes.length), hashes).map((index) => this.place(index))
    })
  }
}
