import { CidSet } from '@car-mirror/core'
import type { CID } from 'multiformats/cid'

/**
 * Whether a transfer gets anywhere, judged by what the receiver asks for: something never asked for
 * before, or less than at the last advance. Both can happen only so often, so a loop that demands
 * it ends. @see PUSH-13
 */
export class Advance {
  readonly #patience: number
  readonly #asked = new CidSet()
  #last = Number.POSITIVE_INFINITY
  #shrunk = 0

  /** @param patience how many times in a row less is enough, where the receiver may be lying */
  constructor(patience = Number.POSITIVE_INFINITY) {
    this.#patience = patience
  }

  by(missing: readonly CID[]): boolean {
    const before = this.#asked.size
    for (const cid of missing) this.#asked.add(cid.bytes)
    const less = missing.length < this.#last
    this.#shrunk = this.#asked.size > before ? 0 : this.#shrunk + 1
    if (this.#shrunk > 0 && (!less || this.#shrunk > this.#patience)) return false
    this.#last = missing.length
    return true
  }
}
