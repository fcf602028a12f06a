import { BloomError } from './errors.js'
import { kernel } from './kernel.js'
import {
  capacity,
  checkParameters,
  type FilterParameters,
  parametersFor,
  targetRate,
} from './parameters.js'

/**
 * A set of byte strings that may report absent elements as present, never the other way round.
 *
 * Elements are hashed as they are: CAR Mirror adds whole binary CIDs (BF-1). An operation costs
 * O(hashes), and for elements over 128 bytes O(hashes * length).
 */
export class BloomFilter {
  /** Alone in its buffer, from its start on. */
  readonly #table: Uint8Array<ArrayBuffer>
  /** 1..64; 0 only in the empty filter. */
  readonly hashes: number

  private constructor(table: Uint8Array<ArrayBuffer>, hashes: number) {
    this.#table = table
    this.hashes = table.length === 0 ? 0 : hashes
  }

  /** The filter of zero bytes and zero hashes. It has nothing and takes nothing. @see BF-15 */
  static empty(): BloomFilter {
    return new BloomFilter(new Uint8Array(0), 0)
  }

  /**
   * A filter with no bit set; zero bytes make the empty filter.
   *
   * @throws BloomError `ERR_FILTER_SIZE`, `ERR_FILTER_HASHES`
   */
  static withParameters(parameters: FilterParameters): BloomFilter {
    checkParameters(parameters)
    return new BloomFilter(new Uint8Array(parameters.bytes), parameters.hashes)
  }

  /**
   * A filter with no bit set and room for `count` elements at `targetRate(count)`; the empty
   * filter for 0.
   *
   * @throws BloomError `ERR_FILTER_COUNT`
   */
  static forCount(count: number): BloomFilter {
    return BloomFilter.withParameters(parametersFor(count))
  }

  /**
   * A filter as a peer sent it, of any size; the bytes are copied. Zero bytes make the empty
   * filter, whatever `hashes` says: it has nothing, not everything.
   *
   * @throws BloomError `ERR_FILTER_SIZE`, `ERR_FILTER_HASHES`
   * @see BF-16 BF-17 BF-18 BF-20
   */
  static fromBytes(bytes: Uint8Array, hashes: number): BloomFilter {
    checkParameters({ bytes: bytes.length, hashes })
    return new BloomFilter(new Uint8Array(bytes), hashes)
  }

  /** @throws BloomError `ERR_FILTER_EMPTY` if this is the empty filter */
  add(element: Uint8Array): void {
    this.addMany([element])
  }

  /**
   * Adds many elements, which is the faster way. They are copied one by one, so the iterable may
   * reuse one buffer; the bits are set by its end. No element at all is fine, in the empty filter too.
   *
   * @throws BloomError `ERR_FILTER_EMPTY` at the first element if this is the empty filter
   */
  addMany(elements: Iterable<Uint8Array>): void {
    if (!this.isEmpty) kernel().insertMany(this.#table, this.hashes, elements)
    else
      for (const _ of elements)
        throw new BloomError('ERR_FILTER_EMPTY', 'the empty filter has no room', 'BF-16')
  }

  /** False: certainly not added. True: added, or a false positive (`estimatedRate`). @see BF-16 */
  has(element: Uint8Array): boolean {
    return !this.isEmpty && kernel().contains(this.#table, this.hashes, element)
  }

  /** `has` for many elements, which is faster: 1 or 0 for each, in their order. @see BF-16 */
  hasMany(elements: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
    if (this.isEmpty) return new Uint8Array(elements.length)
    return kernel().containsEach(this.#table, this.hashes, elements)
  }

  /**
   * A new filter that has what either has. One of the two may be the empty filter.
   *
   * @throws BloomError `ERR_FILTER_MISMATCH` if sizes or hash counts differ
   * @see BF-24
   */
  union(other: BloomFilter): BloomFilter {
    if (other.isEmpty) return new BloomFilter(this.toBytes(), this.hashes)
    if (this.isEmpty) return other.union(this)
    if (this.bits !== other.bits || this.hashes !== other.hashes)
      throw new BloomError(
        'ERR_FILTER_MISMATCH',
        'a union needs equal sizes and hash counts',
        'BF-24',
      )
    const table = this.toBytes()
    for (let i = 0; i < table.length; i++) table[i]! |= other.#table[i]!
    return new BloomFilter(table, this.hashes)
  }

  /** The filter itself, not a copy: changes with it, and is not to be written to. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#table
  }

  /** A copy of `bytes`. */
  toBytes(): Uint8Array<ArrayBuffer> {
    return this.#table.slice()
  }

  /** The size, 8..2^27; 0 only in the empty filter. @see BF-13 */
  get bits(): number {
    return 8 * this.#table.length
  }

  /** Whether this is the filter of zero bytes, not whether nothing was added yet. */
  get isEmpty(): boolean {
    return this.#table.length === 0
  }

  /** How many bits are set. O(bytes). */
  setBits(): number {
    const table = this.#table
    const words = new Uint32Array(table.buffer, 0, table.length >>> 2)
    let count = 0
    for (let i = 0; i < words.length; i++) count += ones(words[i]!)
    for (let i = 4 * words.length; i < table.length; i++) count += ones(table[i]!)
    return count
  }

  /** The chance that an absent element is reported present: (set bits / bits)^hashes. O(bytes). */
  estimatedRate(): number {
    return this.isEmpty ? 0 : (this.setBits() / this.bits) ** this.hashes
  }

  /**
   * Whether the rate has passed what a filter of `count` elements aims at, so that the next one
   * should be larger. O(bytes).
   *
   * @see RND-6
   */
  isSaturated(count: number): boolean {
    return this.estimatedRate() > targetRate(count)
  }

  /** The most elements that are expected to stay within `targetRate`. @see RND-6 RND-8 */
  get capacity(): number {
    return capacity({ bytes: this.#table.length, hashes: this.hashes })
  }
}

/** Set bits of a 32-bit word: sums in pairs, in nibbles, in bytes, and of the four bytes. */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
