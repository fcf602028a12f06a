import type { Hex } from './bytes.js'
import type { NamedBlock, Names } from './operations.js'

/** Blocks by name and names by CID, for operations that speak of blocks by name. */
export class NamedDag {
  readonly #byName = new Map<string, NamedBlock>()
  readonly #byCid = new Map<Hex, string>()

  constructor(blocks: readonly NamedBlock[] = []) {
    for (const block of blocks) {
      this.#byName.set(block.name, block)
      // A forged block has the CID of another; the CID stands for the first.
      if (!this.#byCid.has(block.cid)) this.#byCid.set(block.cid, block.name)
    }
  }

  /** @throws RangeError for a name that the DAG does not have */
  block(name: string): NamedBlock {
    const block = this.#byName.get(name)
    if (block === undefined) throw new RangeError(`no block is named ${name}`)
    return block
  }

  blocks(names: Names): NamedBlock[] {
    return names.map((name) => this.block(name))
  }

  /** The name of a CID; one that the DAG does not know stands for itself. */
  name(cid: Hex): string {
    return this.#byCid.get(cid) ?? cid
  }

  names(cids: Iterable<Hex>): string[] {
    return Array.from(cids, (cid) => this.name(cid))
  }
}
