import type { CID } from 'multiformats/cid'
import type { Block } from './block.js'
import { cidParts, isIdentity } from './cid-bytes.js'
import { CidSet } from './cid-set.js'
import type { CodecRegistry } from './codecs.js'
import { Dag, heldBelow } from './dag.js'
import { Frontier, type LeftOut, type Order } from './frontier.js'
import type { Answer, SendingPeer } from './mirror.js'
import { Outgoing } from './outgoing.js'
import { Pace } from './pace.js'
import type { Have, Status } from './status.js'
import type { Store } from './store.js'

export interface SenderOptions {
  readonly store: Store
  /** Preorder, the default, is recommended for pull, breadth-first for push. @see PULL-3 PUSH-3 */
  readonly order?: Order | undefined
  /** Roots whose DAGs the receiver may have; what they share is not sent unasked. @see HTTP-11 */
  readonly basis?: readonly CID[] | undefined
  readonly codecs?: CodecRegistry | undefined
  /** Ends walks through the store. */
  readonly signal?: AbortSignal | undefined
}

/** How one round is sent. What is not given has no bound. @see RND-16 */
export interface Terms {
  /** Another order than the sender's own. */
  readonly order?: Order | undefined
  /** Payload bytes after which the round ends; at least one block is sent. */
  readonly bytes?: number | undefined
  /** Blocks after which the round ends; at least one is sent. */
  readonly blocks?: number | undefined
  /**
   * Payload bytes of blocks that nobody asked for by name. What is beyond is left out, and what is
   * below it.
   */
  readonly unasked?: number | undefined
}

const EVERYTHING = Number.POSITIVE_INFINITY

/**
 * Answers the statuses of a receiver from a store. It remembers nothing between rounds.
 * @see PUSH-9
 */
export class Sender implements SendingPeer<Status<Have>> {
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
  static async open({
    store,
    order = 'preorder',
    basis,
    codecs,
    signal,
  }: SenderOptions): Promise<Sender> {
    const dag = new Dag(store, codecs)
    const pace = new Pace(signal)
    return new Sender(dag, order, pace, await heldBelow(dag, basis ?? [], pace))
  }

  /**
   * One round. Requested roots are sent whatever the filter says; at a hit anywhere else the block
   * is left out and the walk goes no further. Blocks that the store lacks or has damaged are left
   * out too: the receiver will ask for them.
   * @throws MirrorError ERR_CID_INVALID; the signal's reason
   * @see PULL-4 PUSH-8 RND-9 RND-10 RND-11 RND-12 RND-13 RND-14
   */
  async answer({ missing, have }: Status<Have>, terms: Terms = {}): Promise<Answer> {
    const available: CID[] = []
    const asked = new CidSet()
    let basis = this.#basis
    for (const root of missing) {
      if (!asked.add(root.bytes)) continue
      const turn = this.#pace.step()
      if (turn) await turn
      if (await this.#dag.links(root.bytes)) available.push(root)
      // The receiver lacks what it should share, so the hint is wrong; trusting it would cost a
      // round for each level below.
      if (basis.has(root.bytes)) basis = new CidSet()
    }
    return { available, blocks: this.#walk(available, leftOutOf(basis, have), terms) }
  }

  /** @see MOD-4 MOD-5 MOD-6 RND-10 RND-11 RND-12 RND-13 RND-15 SEC-4 */
  async *#walk(
    roots: readonly CID[],
    leftOut: LeftOut,
    { order = this.#order, unasked = EVERYTHING, ...bounds }: Terms,
  ): AsyncGenerator<Block[]> {
    const frontier = new Frontier(
      order,
      roots.map((root) => root.bytes),
    )
    const outgoing = new Outgoing(bounds)
    let left = unasked
    // What was asked for, each once, is numbered first.
    for (let number = frontier.next(); number !== -1; number = frontier.next()) {
      const turn = this.#pace.step()
      if (turn) await turn
      const asked = number < roots.length
      if (!asked && left === 0) continue
      const cid = frontier.at(number)
      const parts = cidParts(cid)
      if (isIdentity(parts)) {
        frontier.add(this.#dag.inline(cid, parts), leftOut)
        continue
      }
      const found = this.#dag.store.get(cid)
      const bytes = found instanceof Promise ? await found : found
      const links = bytes && this.#dag.read(cid, bytes, parts)
      if (!links) continue
      if (!asked && bytes.length > left) {
        left = 0
        continue
      }
      if (!asked) left -= bytes.length
      frontier.add(links, leftOut)
      if (!outgoing.add({ cid, bytes })) break
      if (outgoing.isBatch) yield outgoing.take()
    }
    if (!outgoing.isEmpty) yield outgoing.take()
  }
}

function leftOutOf(basis: CidSet, have: Have): LeftOut {
  return (cids) => {
    const hits = have.hasMany?.(cids) ?? Uint8Array.from(cids, (cid) => (have.has(cid) ? 1 : 0))
    if (basis.size === 0) return hits
    return hits.map((hit, i) => (hit !== 0 || basis.has(cids[i]!) ? 1 : 0))
  }
}
