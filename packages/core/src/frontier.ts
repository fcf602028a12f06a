import { CidTable } from './cid-table.js'
import { Marks } from './marks.js'
import { NumberList } from './number-list.js'

/** `preorder`: a block, then all that is below its first link. `breadth-first`: level by level. */
export type Order = 'preorder' | 'breadth-first'

/** Which of some CIDs a walk leaves out, and all that is only below them: not 0 at their places. */
export type LeftOut = (cids: readonly Uint8Array[]) => Uint8Array

const DONE = 1

/**
 * The CIDs that a walk has met, and those of them that it has still to visit, in the order in which it
 * visits them. Each is numbered when it is met, the roots first, and visited once.
 * @see MOD-6 PULL-3 PUSH-3 SEC-4
 */
export class Frontier {
  readonly #order: Order
  readonly #met = new CidTable()
  readonly #marks = new Marks()
  /** What preorder has still to visit, the next one last. Level by level is as they were met. */
  readonly #stack = new NumberList()
  #next = 0

  constructor(order: Order, roots: readonly Uint8Array[]) {
    this.#order = order
    this.add(roots)
  }

  /** Adds links in their order. @param leftOut asked about those that were not met before */
  add(links: readonly Uint8Array[], leftOut?: LeftOut): void {
    const before = this.#met.size
    const top = this.#stack.length
    const fresh: Uint8Array[] = []
    for (const link of links) {
      const number = this.#met.intern(link)
      if (number === before + fresh.length) fresh.push(link)
      if (this.#order === 'preorder') this.#stack.push(number)
    }
    this.#stack.reverse(top)
    if (!leftOut || fresh.length === 0) return
    const left = leftOut(fresh)
    for (let i = 0; i < fresh.length; i++) if (left[i]) this.#marks.set(before + i, DONE)
  }

  /** The number of the next CID, which counts as visited from now on; -1 at the end. */
  next(): number {
    for (;;) {
      const number = this.#order === 'preorder' ? this.#stack.pop() : this.#nextMet()
      if (number === -1) return -1
      if (this.#marks.at(number) === DONE) continue
      this.#marks.set(number, DONE)
      return number
    }
  }

  at(number: number): Uint8Array {
    return this.#met.at(number)
  }

  #nextMet(): number {
    return this.#next < this.#met.size ? this.#next++ : -1
  }
}
