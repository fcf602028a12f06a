import { hash } from 'node:crypto'

/** Numbers in a hash. */
const WORDS = 8

/** Numbers that depend on the seed alone: hashes of it and a counter. */
export class Seeded {
  readonly #seed: number
  #drawn = 0
  #words = Buffer.alloc(0)

  constructor(seed: number) {
    this.#seed = seed
  }

  /** A whole number from 0 up to `count`, without `count`. */
  below(count: number): number {
    const at = this.#drawn++ % WORDS
    if (at === 0) this.#words = hash('sha256', `${this.#seed} ${this.#drawn}`, 'buffer')
    return Math.floor((this.#words.readUInt32LE(4 * at) / 2 ** 32) * count)
  }

  /** So many of 0 up to `count`, each set of them as likely as any other. */
  choose(chosen: number, count: number): Set<number> {
    const set = new Set<number>()
    for (let last = count - chosen; last < count; last++) {
      const number = this.below(last + 1)
      set.add(set.has(number) ? last : number)
    }
    return set
  }
}
