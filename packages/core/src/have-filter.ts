import { BloomFilter } from '@car-mirror/bloom'
import type { CidSet } from './cid-set.js'
import type { Store } from './store.js'

/** Room kept for the news of later rounds, so that rebuilding stays linear over all rounds. */
const GROWTH = 1.5

/** The filter of a receiver: what it holds below its roots, and what else it may share. */
export class HaveFilter {
  readonly #store: Store
  readonly #known: CidSet
  readonly #wholeStore: number
  #filter = BloomFilter.empty()
  #learned = false
  #covered = 0
  #drawn = 0

  /**
   * @param known CIDs held outside the DAG being mirrored, for instance an older version of it
   * @param wholeStore a store of at most so many blocks is covered whole. @see CM-52
   */
  constructor(store: Store, known: CidSet, wholeStore: number) {
    this.#store = store
    this.#known = known
    this.#wholeStore = wholeStore
  }

  /**
   * The filter over everything in `held`, which only grows between calls. The news are added to
   * last round's filter; past saturation a larger one is built. @see CM-16 CM-17
   */
  async cover(held: CidSet): Promise<BloomFilter> {
    if (!this.#learned) await this.#learnSmallStore()
    const count = held.size + this.#known.size
    if (count + this.#drawn > this.#filter.capacity) await this.#rebuild(count, held)
    else this.#filter.addMany(held.from(this.#covered))
    this.#covered = held.size
    return this.#filter
  }

  async #learnSmallStore(): Promise<void> {
    this.#learned = true
    const size = (await this.#store.size?.()) ?? Number.POSITIVE_INFINITY
    if (size > this.#wholeStore) return
    for await (const cid of this.#store.sample?.(size) ?? []) this.#known.add(cid)
  }

  async #rebuild(count: number, held: CidSet): Promise<void> {
    const room = Math.ceil(count * GROWTH)
    this.#filter = BloomFilter.forCount(this.#filter.isEmpty ? count : room)
    this.#filter.addMany(this.#known.from(0))
    this.#filter.addMany(held.from(0))
    await this.#topUp(this.#filter.capacity - room)
  }

  /** An under-filled filter costs as much as a full one, so the rest tells of the store. @see CM-53 */
  async #topUp(room: number): Promise<void> {
    const drawn: Uint8Array[] = []
    if (room > 0) for await (const cid of this.#store.sample?.(room) ?? []) drawn.push(cid)
    this.#filter.addMany(drawn)
    this.#drawn = drawn.length
  }
}
