import { pushReversed } from './dag.js'

/** `preorder`: a block, then all that is below its first link. `breadth-first`: level by level. */
export type Order = 'preorder' | 'breadth-first'

/**
 * The CIDs that a walk has still to visit, in the order in which it visits them.
 * @see PULL-3 PUSH-3
 */
export class Frontier {
  readonly #order: Order
  #pending: Uint8Array[]
  #taken = 0

  constructor(order: Order, roots: Iterable<Uint8Array>) {
    this.#order = order
    this.#pending = order === 'preorder' ? [...roots].reverse() : [...roots]
  }

  add(links: Uint8Array[]): void {
    if (this.#order === 'preorder') pushReversed(this.#pending, links)
    else for (const link of links) this.#pending.push(link)
  }

  next(): Uint8Array | undefined {
    if (this.#order === 'preorder') return this.#pending.pop()
    if (this.#taken === this.#pending.length) return undefined
    if (this.#taken > 1024 && this.#taken * 2 > this.#pending.length) {
      this.#pending = this.#pending.slice(this.#taken)
      this.#taken = 0
    }
    return this.#pending[this.#taken++]
  }
}
