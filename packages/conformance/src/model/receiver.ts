import { fromHex } from '@car-mirror/vectors'
import type { Block } from './car.js'
import type { CidHex } from './cid.js'
import type { DagModel, Store } from './dag.js'
import type { FilterModel, WireFilter } from './filter.js'
import type { Status } from './message.js'
import { Refusal } from './refusal.js'
import type { Answer } from './sender.js'
import type { VerifyModel } from './verify.js'

/** What a receiver knows during a transfer. Everything else it looks up in its store. */
export interface Transfer {
  readonly store: Store
  readonly roots: readonly CidHex[]
  /** What the store has below these roots is worth telling, though it is not being transferred. */
  readonly narrowing: readonly CidHex[]
  /** Verified blocks that nothing held links to yet. */
  readonly waiting: Store
  readonly unavailable: Set<CidHex>
  /** What the last status listed. */
  asked: readonly CidHex[]
}

/** What can be reached from the roots. */
export interface Survey {
  readonly held: ReadonlySet<CidHex>
  readonly missing: ReadonlySet<CidHex>
}

/** A receiver: what it says, and what it does with what comes. */
export class ReceiverModel {
  readonly dag: DagModel
  readonly filter: FilterModel
  readonly verify: VerifyModel

  constructor(dag: DagModel, filter: FilterModel, verify: VerifyModel) {
    this.dag = dag
    this.filter = filter
    this.verify = verify
  }

  open(store: Store, roots: readonly CidHex[], narrowing: readonly CidHex[] = []): Transfer {
    return { store, roots, narrowing, waiting: new Map(), unavailable: new Set(), asked: [] }
  }

  /** From the roots along the links of what is held. @see RND-1 RND-2 MOD-4 MOD-6 SEC-4 */
  survey({ store, roots }: Pick<Transfer, 'store' | 'roots'>): Survey {
    const held = new Set<CidHex>()
    const missing = new Set<CidHex>()
    const frontier = [...roots]
    for (let cid = frontier.shift(); cid !== undefined; cid = frontier.shift()) {
      if (held.has(cid) || missing.has(cid)) continue
      const links = this.dag.linksOf(store, cid)
      if (links) held.add(cid)
      else missing.add(cid)
      frontier.push(...(links ?? []))
    }
    return { held, missing }
  }

  /** @see RND-1 RND-3 RND-25 */
  status(transfer: Transfer): Status {
    const { held, missing } = this.survey(transfer)
    const listed = this.listed(transfer, missing)
    transfer.asked = listed
    return { missing: listed, filter: this.have(transfer, held) }
  }

  /** @see RND-1 RND-3 RND-25 */
  listed({ unavailable }: Transfer, missing: ReadonlySet<CidHex>): CidHex[] {
    return [...missing].filter((cid) => !unavailable.has(cid))
  }

  /** A filter made anew for what is there now. @see RND-4 RND-5 RND-6 RND-8 */
  have(transfer: Transfer, held: ReadonlySet<CidHex>): WireFilter {
    const covered = this.covered(transfer, held)
    const { bytes, hashes } = this.parameters(transfer, covered.size)
    return this.filter.insert(bytes, hashes, Array.from(covered, fromHex))
  }

  /** @see RND-4 RND-5 RND-8 PUSH-15 */
  covered({ store, narrowing }: Transfer, held: ReadonlySet<CidHex>): Set<CidHex> {
    return new Set([...held, ...this.survey({ store, roots: narrowing }).held, ...store.keys()])
  }

  /** @see RND-6 */
  parameters(_transfer: Transfer, count: number): { bytes: number; hashes: number } {
    return this.filter.parameters(count)
  }

  /**
   * Takes in one round and returns the status for the next.
   * @throws Refusal for a bad block, and no-progress. @see RND-20 RND-24 RND-28
   */
  take(transfer: Transfer, answer: Answer, cut = false): Status {
    const before = transfer.store.size
    for (const block of answer.blocks) this.receive(transfer, block)
    if (!this.judges(cut)) return this.status(transfer)
    const news = this.settle(transfer, answer.available)
    if (this.isStuck(transfer, transfer.store.size - before, news)) {
      throw new Refusal('no-progress', 'a round that brought nothing')
    }
    return this.status(transfer)
  }

  /** @see RND-24 */
  judges(cut: boolean): boolean {
    return !cut
  }

  /** @see RND-28 */
  isStuck({ asked }: Transfer, stored: number, newlyUnavailable: number): boolean {
    return asked.length > 0 && stored === 0 && newlyUnavailable === 0
  }

  /** @see RND-17 RND-19 RND-20 RND-21 RND-22 RND-23 RND-26 */
  receive(transfer: Transfer, block: Block): void {
    const { held, missing } = this.survey(transfer)
    if (this.isHeld(transfer, held, block)) return
    this.verify.check(block.cid, block.bytes)
    if (this.isWanted(transfer, missing, block.cid)) this.accept(transfer, block)
    else if (this.isKept(block)) transfer.waiting.set(block.cid, block.bytes)
  }

  /** @see RND-22 */
  isHeld({ waiting }: Transfer, held: ReadonlySet<CidHex>, { cid }: Block): boolean {
    return held.has(cid) || waiting.has(cid)
  }

  /** Those that were given up are wanted still. @see RND-21 RND-26 */
  isWanted(_transfer: Transfer, missing: ReadonlySet<CidHex>, cid: CidHex): boolean {
    return missing.has(cid)
  }

  /** @see RND-23 MOD-4 */
  isKept({ cid }: Block): boolean {
    return this.dag.inline(cid) === undefined
  }

  /** Links first: a block that cannot be read must not reach the store. @see RND-19 RND-26 */
  accept(transfer: Transfer, { cid, bytes }: Block): void {
    this.dag.links(cid, bytes)
    transfer.store.set(cid, bytes)
    transfer.unavailable.delete(cid)
    this.release(transfer)
  }

  /** What is missing may have been waiting. @see RND-23 */
  release(transfer: Transfer): void {
    if (transfer.waiting.size === 0) return
    for (const cid of this.survey(transfer).missing) {
      const bytes = transfer.waiting.get(cid)
      if (bytes === undefined) continue
      transfer.waiting.delete(cid)
      this.accept(transfer, { cid, bytes })
    }
  }

  /** Marks what was asked for, not promised and not sent. How many that is. @see RND-25 PULL-4 */
  settle(transfer: Transfer, promised: readonly CidHex[]): number {
    const { missing } = this.survey(transfer)
    const denied = transfer.asked.filter((cid) => missing.has(cid) && !promised.includes(cid))
    for (const cid of denied) transfer.unavailable.add(cid)
    return denied.length
  }

  /** @see RND-27 */
  isComplete(transfer: Transfer): boolean {
    return this.survey(transfer).missing.size === 0
  }
}
