import type { Block } from './block.js'
import { CidMap } from './cid-map.js'

/** What holding a block costs besides its bytes, roughly: many empty blocks must not be free. */
const OVERHEAD = 256

/** What it takes to hold a block. Bytes. */
export function costOf({ cid, bytes }: Block): number {
  return cid.length + bytes.length + OVERHEAD
}

/**
 * Verified blocks that nothing held links to yet. A false positive on a parent, or a sender that
 * orders freely, delivers children first; they wait here instead of being sent twice.
 * @see RND-21 RND-23 SEC-6
 */
export class WaitingBlocks {
  readonly #blocks = new CidMap<Uint8Array>()
  readonly #limit: number
  #bytes = 0

  /** @param limit bytes held at most; what does not fit is forgotten and will be asked for */
  constructor(limit: number) {
    this.#limit = limit
  }

  get isEmpty(): boolean {
    return this.#bytes === 0
  }

  has(cid: Uint8Array): boolean {
    return !this.isEmpty && this.#blocks.has(cid)
  }

  add(block: Block): void {
    const cost = costOf(block)
    if (this.#bytes + cost > this.#limit) return
    this.#blocks.set(block.cid, block.bytes.slice())
    this.#bytes += cost
  }

  take(cid: Uint8Array): Uint8Array | undefined {
    const bytes = this.isEmpty ? undefined : this.#blocks.get(cid)
    if (bytes && this.#blocks.delete(cid)) this.#bytes -= costOf({ cid, bytes })
    return bytes
  }
}
