import { CidSet } from '@car-mirror/core'
import type { CID } from 'multiformats/cid'

/**
 * Whether a transfer gets anywhere, judged by what the receiver asks for: something never asked for
 * before, or less than ever since. Both can happen only so often, so a loop that demands it ends.
 */
export class Advance {
  readonly #asked = new CidSet()
  #fewest = Number.POSITIVE_INFINITY

  by(missing: readonly CID[]): boolean {
    const before = this.#asked.size
    for (const cid of missing) this.#asked.add(cid.bytes)
    const advanced = this.#asked.size > before || missing.length < this.#fewest
    if (advanced) this.#fewest = missing.length
    return advanced
  }
}
