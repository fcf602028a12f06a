import { CidTable } from './cid-table.js'

/** What stands for a deleted value. */
const GONE = Symbol('gone')
/** Deleted CIDs that are not worth the work of getting rid of them. */
const MOST_GONE = 64

/** Values by CID. @see MOD-2 SEC-4 */
export class CidMap<V> {
  #table = new CidTable()
  #values: (V | typeof GONE)[] = []
  #size = 0

  get size(): number {
    return this.#size
  }

  has(cid: Uint8Array): boolean {
    return this.#find(cid) >= 0
  }

  get(cid: Uint8Array): V | undefined {
    const index = this.#find(cid)
    return index < 0 ? undefined : (this.#values[index] as V)
  }

  /** Copies the bytes of the CID. */
  set(cid: Uint8Array, value: V): void {
    const index = this.#table.intern(cid)
    if (index === this.#values.length || this.#values[index] === GONE) this.#size++
    this.#values[index] = value
  }

  /** @returns whether the CID was there. */
  delete(cid: Uint8Array): boolean {
    const index = this.#find(cid)
    if (index < 0) return false
    this.#values[index] = GONE
    this.#size--
    if (this.#values.length >= MOST_GONE && this.#size < this.#values.length / 2) this.#compact()
    return true
  }

  #find(cid: Uint8Array): number {
    const index = this.#table.find(cid)
    return index >= 0 && this.#values[index] === GONE ? -1 : index
  }

  /** The table only grows: without this, whoever adds and deletes would make it as large as they like. */
  #compact(): void {
    const [table, values] = [this.#table, this.#values]
    this.#table = new CidTable()
    this.#values = []
    values.forEach((value, index) => {
      if (value === GONE) return
      this.#table.intern(table.at(index))
      this.#values.push(value)
    })
  }
}
