import type { CID } from 'multiformats/cid'
import { CidTable } from './cid-table.js'

/** CIDs in the order in which they were first added. It only grows. @see MOD-2 SEC-4 */
export class CidSet {
  readonly #table = new CidTable()

  static of(cids: Iterable<CID>): CidSet {
    const set = new CidSet()
    for (const { bytes } of cids) set.add(bytes)
    return set
  }

  get size(): number {
    return this.#table.size
  }

  has(cid: Uint8Array): boolean {
    return this.#table.find(cid) >= 0
  }

  /** Copies the bytes. @returns whether the CID was new. */
  add(cid: Uint8Array): boolean {
    const before = this.#table.size
    return this.#table.intern(cid) === before
  }

  /**
   * The CIDs from the `index`-th on, so that a reader can come back for the news: views, not to be
   * written to.
   */
  *from(index: number): Generator<Uint8Array> {
    for (let i = index; i < this.#table.size; i++) yield this.#table.at(i)
  }
}
