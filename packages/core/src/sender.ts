import type { CID } from 'multiformats/cid'
import type { Block } from './block.js'
import { cidParts, isIdentity } from './cid-bytes.js'
import { CidSet } from './cid-set.js'
import type { CodecRegistry } from './codecs.js'
import { Dag, heldBelow } from './dag.js'
import { Frontier, type Order } from './frontier.js'
import type { Answer, SendingPeer } from './mirror.js'
import { Pace } from './pace.js'
import type { Status } from './status.js'
import type { Store } from './store.js'

export interface SenderOptions {
  readonly store: Store
  /** Preorder is recommended for pull, breadth-first for push. @see CM-11 CM-30 */
  readonly order: Order
  /** Roots whose DAGs the receiver may have; what they share is not sent unasked. @see H-12 */
  readonly basis?: readonly CID[] | undefined
  readonly codecs?: CodecRegistry | undefined
  /** Ends walks through the store. */
  readonly signal?: AbortSignal | undefined
}

/** Blocks handed on at once, in bytes. */
const BATCH = 256 * 1024

/** Answers the statuses of a receiver from a store. It remembers nothing between rounds. */
export class Sender implements SendingPeer {
  readonly #dag: Dag
  readonly #order: Order
  readonly #pace: Pace
  readonly #basis: CidSet

  private constructor(dag: Dag, order: Order, pace: Pace, basis: CidSet) {
    this.#dag = dag
    this.#order = order
    this.#pace = pace
    this.#basis = basis
  }

  /** @throws the signal's reason */
  static async open({ store, order, basis, codecs, signal }: SenderOptions): Promise<Sender> {
    const dag = new Dag(store, codecs)
    const pace = new Pace(signal)
    return new Sender(dag, order, pace, await heldBelow(dag, basis ?? [], pace))
  }

  /**
   * One round. Requested roots are sent whatever the filter says (@see M9); at a hit anywhere else
   * the block is left out and the walk goes no further (@see CM-14). Blocks that the store lacks or
   * has damaged are left out too: the receiver will ask for them.
   * @param budget payload bytes after which the round ends; at least one block is sent
   * @throws MirrorError ERR_CID_INVALID; the signal's reason
   */
  async answer({ missing, have }: Status, budget = Number.POSITIVE_INFINITY): Promise<Answer> {
    const available: CID[] = []
    let basis = this.#basis
    for (const root of missing) {
      const turn = this.#pace.step()
      if (turn) await turn
      if (await this.#dag.links(root.bytes)) available.push(root)
      // The receiver lacks what it should share, so the hint is wrong; trusting it would cost a
      // round for each level below.
      if (basis.has(root.bytes)) basis = new CidSet()
    }
    const skips = (cid: Uint8Array) => basis.has(cid) || have.has(cid)
    return { available, blocks: this.#blocks(available, skips, budget) }
  }

  async *#blocks(
    roots: readonly CID[],
    skips: (cid: Uint8Array) => boolean,
    budget: number,
  ): AsyncGenerator<Block[]> {
    let batch: Block[] = []
    let bytes = 0
    let left = budget
    for await (const block of this.#walk(roots, skips)) {
      if (left < block.bytes.length && left !== budget) break
      left -= block.bytes.length
      batch.push(block)
      bytes += block.bytes.length
      if (bytes < BATCH) continue
      yield batch
      batch = []
      bytes = 0
    }
    if (batch.length > 0) yield batch
  }

  async *#walk(roots: readonly CID[], skips: (cid: Uint8Array) => boolean): AsyncGenerator<Block> {
    const requested = new CidSet()
    for (const root of roots) requested.add(root.bytes)
    const seen = new CidSet()
    const frontier = new Frontier(this.#order, requested.from(0))
    for (let cid = frontier.next(); cid; cid = frontier.next()) {
      const turn = this.#pace.step()
      if (turn) await turn
      if (!seen.add(cid)) continue
      if (!requested.has(cid) && skips(cid)) continue
      const parts = cidParts(cid)
      if (isIdentity(parts)) {
        frontier.add(this.#dag.inline(cid, parts))
        continue
      }
      const bytes = await this.#dag.store.get(cid)
      const links = bytes && this.#dag.read(cid, bytes)
      if (!links) continue
      frontier.add(links)
      yield { cid, bytes }
    }
  }
}
