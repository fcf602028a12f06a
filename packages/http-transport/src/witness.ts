import { type Block, CidSet } from '@car-mirror/core'
import { CID } from 'multiformats/cid'
import { isInline } from './inline.js'

/**
 * A block that a server is known to have, or is likely to. A server that does not answer when it has
 * nothing to send is asked for it beside the others.
 */
export class Witness {
  readonly #roots: readonly CID[]
  #cid: Uint8Array | undefined
  #size = Number.POSITIVE_INFINITY

  /** @param roots the DAG roots */
  constructor(roots: readonly CID[]) {
    this.#roots = roots
  }

  /** The smallest block that came is kept in mind: it will come again. */
  saw(blocks: readonly Block[]): void {
    for (const { cid, bytes } of blocks) {
      if (bytes.length >= this.#size) continue
      this.#cid = cid.slice()
      this.#size = bytes.length
    }
  }

  /** Before anything came it is a root that is here already, and that the server may have too. */
  beside(asked: readonly CID[]): CID | undefined {
    if (this.#cid) return CID.decode(this.#cid)
    const missing = CidSet.of(asked)
    return this.#roots.find((root) => !missing.has(root.bytes) && !isInline(root))
  }
}
