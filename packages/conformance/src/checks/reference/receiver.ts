import { type Hex, toHex } from '@car-mirror/vectors'
import type { Framed } from '@car-mirror/vectors/by-hand'
import type { Store } from '../../model/dag.js'
import { isVerified, linksIn, linksOf } from './links.js'

/** What became of a block. */
export type Taken = 'stored' | 'known' | 'waiting' | 'forged' | 'unreadable'

/**
 * A receiver that does what the clauses say and no more, and looks at each block once, so that it
 * can be put before large DAGs too.
 * @see RND-1 RND-2 RND-17 RND-19 RND-21 RND-22 RND-23 RND-25
 */
export class ReferenceReceiver {
  readonly store: Store
  readonly #missing = new Set<Hex>()
  readonly #unavailable = new Set<Hex>()
  readonly #reached = new Set<Hex>()
  readonly #waiting: Store = new Map()

  constructor(roots: readonly Hex[], store: Store) {
    this.store = store
    this.#reach(roots)
  }

  /** What it would ask for next. */
  get missing(): Hex[] {
    return [...this.#missing].filter((cid) => !this.#unavailable.has(cid))
  }

  get unavailable(): ReadonlySet<Hex> {
    return this.#unavailable
  }

  get isComplete(): boolean {
    return this.#missing.size === 0
  }

  /** What it holds at and below the roots. */
  get held(): Hex[] {
    return [...this.#reached].filter((cid) => !this.#missing.has(cid))
  }

  take({ cid: bytesOfCid, bytes }: Framed): Taken {
    const cid = toHex(bytesOfCid)
    if (this.store.has(cid) && !this.#missing.has(cid)) return 'known'
    if (this.#waiting.has(cid)) return 'known'
    if (!isVerified(cid, bytes)) return 'forged'
    if (!this.#missing.has(cid)) {
      this.#waiting.set(cid, bytes)
      return 'waiting'
    }
    const links = linksOf(cid, bytes)
    if (links === undefined) return 'unreadable'
    this.#accept(cid, bytes, links)
    return 'stored'
  }

  /** These were asked for, and the sender does not have them. */
  giveUp(cids: Iterable<Hex>): void {
    for (const cid of cids) if (this.#missing.has(cid)) this.#unavailable.add(cid)
  }

  #accept(cid: Hex, bytes: Uint8Array, links: readonly Hex[]): void {
    this.store.set(cid, bytes)
    this.#missing.delete(cid)
    this.#unavailable.delete(cid)
    this.#reach(links)
  }

  #reach(from: readonly Hex[]): void {
    const open = [...from]
    for (let cid = open.pop(); cid !== undefined; cid = open.pop()) {
      if (this.#reached.has(cid)) continue
      this.#reached.add(cid)
      const links = this.#release(cid) ?? linksIn(this.store, cid)
      if (links === undefined) this.#missing.add(cid)
      else for (let i = links.length - 1; i >= 0; i--) open.push(links[i]!)
    }
  }

  /** The links of a block that has been waiting to be reached. */
  #release(cid: Hex): readonly Hex[] | undefined {
    const bytes = this.#waiting.get(cid)
    const links = bytes && linksOf(cid, bytes)
    if (links === undefined) return undefined
    this.#waiting.delete(cid)
    this.store.set(cid, bytes!)
    return links
  }
}
