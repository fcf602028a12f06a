import { BloomFilter, capacity, MAX_BYTES } from '@car-mirror/bloom'
import { CidSet } from './cid-set.js'
import type { Known } from './reached.js'
import type { Store } from './store.js'

/**
 * The least number of CIDs that a filter has room for, which makes it 2 KiB. One over a few CIDs has
 * some false positives in a thousand links, and each costs a round more than these bytes do.
 */
const LEAST = 512

/** Room kept for the news of later rounds, so that rebuilding stays linear over all rounds. */
const GROWTH = 1.5

/**
 * The filter of a receiver: what it holds below its roots, and what else it may share. Nothing that
 * it does not hold. @see BF-1 RND-4
 */
export class HaveFilter {
  readonly #store: Store
  readonly #basis: () => Promise<CidSet>
  readonly #wholeStore: number
  /** CIDs that were not held when the first filter was made. */
  #known: CidSet | undefined
  #filter = BloomFilter.empty()
  #covered = 0
  #drawn = 0
  /** Whether the store had other blocks than those that the first filter covers. */
  #hasOthers = false

  /**
   * @param basis finds the CIDs held below older roots; asked once, when the first filter is made
   * @param wholeStore a store of at most so many blocks is covered whole. @see RND-8
   */
  constructor(store: Store, basis: () => Promise<CidSet>, wholeStore: number) {
    this.#store = store
    this.#basis = basis
    this.#wholeStore = wholeStore
  }

  /**
   * The filter over everything in `held`, which only grows between calls. The news are added to
   * last round's filter; past saturation a larger one is built. @see RND-5 RND-6
   */
  async cover(held: Known): Promise<BloomFilter> {
    this.#known ??= await this.#learn(held)
    const count = held.size + this.#known.size
    if (count + this.#drawn > this.#filter.capacity) await this.#rebuild(count, held, this.#known)
    else this.#filter.addMany(held.from(this.#covered))
    this.#covered = held.size
    return this.#filter
  }

  async #learn(held: Known): Promise<CidSet> {
    const size = (await this.#store.size?.()) ?? Number.POSITIVE_INFINITY
    const known = await this.#besides(held, size)
    this.#hasOthers = size > held.size + known.size
    return known
  }

  /** What there is to tell of besides what is held. @param size blocks in the store */
  async #besides(held: Known, size: number): Promise<CidSet> {
    const isWhole = size <= this.#wholeStore
    // Nothing is held below a new root that is not here, and what is below the older one is much.
    const basis = await this.#basis()
    if (held.size === 0 && !isWhole) return basis
    const known = new CidSet()
    for (const cid of basis.from(0)) if (!held.has(cid)) known.add(cid)
    if (!isWhole) return known
    const all = this.#store.sample?.(size) ?? []
    for await (const cid of all) if (!held.has(cid)) known.add(cid)
    return known
  }

  async #rebuild(count: number, held: Known, known: CidSet): Promise<void> {
    const room = Math.ceil(count * GROWTH)
    this.#filter = BloomFilter.forCount(Math.max(LEAST, this.#filter.isEmpty ? count : room))
    this.#filter.addMany(known.from(0))
    this.#filter.addMany(held.from(0))
    await this.#topUp(this.#filter.capacity - room)
  }

  /**
   * An under-filled filter costs as much as a full one, so the rest tells of the store.
   * @see RND-8
   */
  async #topUp(room: number): Promise<void> {
    const drawn: Uint8Array[] = []
    if (room > 0 && this.#hasOthers) {
      for await (const cid of this.#store.sample?.(room) ?? []) drawn.push(cid)
    }
    this.#filter.addMany(drawn)
    this.#drawn = drawn.length
  }
}

/** Bytes of the filters that are made; each has room for eight times as much as the one before. */
const SIZES = [2 ** 11, 2 ** 14, 2 ** 17, 2 ** 20, MAX_BYTES]
const HASHES = 12

/**
 * The filter of a receiver whose peer merges those of all rounds: only what is new to tell, and in
 * one of few sizes, since filters of one size can be merged.
 */
export class NewsFilter {
  #covered = 0

  /** The filter over what was added to `news`, which only grows, since the last call. @see BF-24 */
  async cover(news: Known): Promise<BloomFilter> {
    const count = news.size - this.#covered
    if (count === 0) return BloomFilter.empty()
    const bytes = SIZES.find((bytes) => capacity({ bytes, hashes: HASHES }) >= count) ?? MAX_BYTES
    const filter = BloomFilter.withParameters({ bytes, hashes: HASHES })
    filter.addMany(news.from(this.#covered))
    this.#covered = news.size
    return filter
  }
}
