import { CidSet } from '@car-mirror/core'
import type { CID } from 'multiformats/cid'

/**
 * Whether a transfer gets anywhere, judged by what the receiver asks for: something that was never
 * tried before, or less than at the last advance. Both can happen only so often, so a loop that
 * demands it ends. @see PUSH-13
 */
export class Advance {
  readonly #patience: number
  readonly #tried = new CidSet()
  #last = Number.POSITIVE_INFINITY
  #shrunk = 0

  /** @param patience how many times in a row less is enough, where the receiver may be lying */
  constructor(patience = Number.POSITIVE_INFINITY) {
    this.#patience = patience
  }

  /** Whether it was tried to give this. */
  tried(cid: Uint8Array): boolean {
    return this.#tried.has(cid)
  }

  try(cid: Uint8Array): void {
    this.#tried.add(cid)
  }

  by(missing: readonly CID[]): boolean {
    const less = missing.length < this.#last
    const isNew = missing.some((cid) => !this.#tried.has(cid.bytes))
    this.#shrunk = isNew ? 0 : this.#shrunk + 1
    if (this.#shrunk > 0 && (!less || this.#shrunk > this.#patience)) return false
    this.#last = missing.length
    return true
  }
}
