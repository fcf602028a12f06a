import { MemoryStore } from '@car-mirror/core'
import { Seeded } from './seeded.js'

/** A store in memory whose samples depend on the seed alone. */
export class SeededStore extends MemoryStore {
  readonly #random: Seeded

  constructor(seed: number) {
    super()
    this.#random = new Seeded(seed)
  }

  override sample(count: number): Uint8Array[] {
    const all = [...this.cids()]
    if (count >= all.length) return all
    return Array.from(this.#random.choose(count, all.length), (i) => all[i]!)
  }
}
