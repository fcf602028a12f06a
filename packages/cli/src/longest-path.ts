import { CidMap } from '@car-mirror/core'

/** Finds the longest path through a DAG that is shown to it block by block, the root first. */
export class LongestPath {
  readonly #numbers = new CidMap<number>()
  readonly #links: number[][] = []

  add(cid: Uint8Array, links: readonly Uint8Array[]): void {
    const from = this.#number(cid)
    this.#links[from] = links.map((link) => this.#number(link))
  }

  /**
   * Links on the longest path from the root. Time is linear in the links: a block is looked at when
   * all that link to it have been. Damaged blocks can form a circle, which is then never entered.
   */
  length(): number {
    const depths = new Uint32Array(this.#links.length)
    const open = this.#countLinksTo()
    const ready = [0]
    let longest = 0
    for (let at = ready.pop(); at !== undefined; at = ready.pop()) {
      const depth = depths[at]!
      longest = Math.max(longest, depth)
      for (const to of this.#links[at]!) {
        depths[to] = Math.max(depths[to]!, depth + 1)
        open[to]! -= 1
        if (open[to] === 0) ready.push(to)
      }
    }
    return longest
  }

  #countLinksTo(): Uint32Array {
    const counts = new Uint32Array(this.#links.length)
    for (const links of this.#links) for (const to of links) counts[to]! += 1
    return counts
  }

  #number(cid: Uint8Array): number {
    const known = this.#numbers.get(cid)
    if (known !== undefined) return known
    const number = this.#links.push([]) - 1
    this.#numbers.set(cid, number)
    return number
  }
}
