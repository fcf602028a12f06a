import { fromHex } from '@car-mirror/vectors'
import type { Block } from './car.js'
import type { CidHex } from './cid.js'
import type { DagModel, Store } from './dag.js'
import type { FilterModel } from './filter.js'
import type { Status } from './message.js'

export type Order = 'preorder' | 'breadth-first'

export interface Answer {
  /** Requested roots that are there. */
  readonly available: readonly CidHex[]
  readonly blocks: readonly Block[]
}

/** A sender: what it makes of a status. It remembers nothing between rounds. */
export class SenderModel {
  readonly dag: DagModel
  readonly filter: FilterModel

  constructor(dag: DagModel, filter: FilterModel) {
    this.dag = dag
    this.filter = filter
  }

  /** @see RND-11 RND-13 MOD-5 MOD-6 */
  answer(store: Store, { missing, filter }: Status, order: Order): Answer {
    const roots = this.available(store, this.requested(missing))
    const blocks: Block[] = []
    const frontier = [...roots]
    const seen = new Set<CidHex>()
    while (frontier.length > 0) {
      const cid = this.next(frontier)
      if (this.wasSeen(seen, cid)) continue
      seen.add(cid)
      const hit = !this.isExempt(cid, roots) && this.leavesOut(cid, filter)
      if (hit && !this.goesOnBelowAHit()) continue
      const links = this.dag.linksOf(store, cid)
      if (links === undefined) {
        if (this.endsAtAbsent(store, cid)) break
        continue
      }
      this.add(frontier, links, order)
      if (!hit && this.isSent(cid)) blocks.push({ cid, bytes: this.dag.bytes(store, cid)! })
    }
    return { available: roots, blocks }
  }

  /** The list as it is meant: each root once. @see RND-9 MOD-6 */
  requested(missing: readonly CidHex[]): CidHex[] {
    return [...new Set(missing)]
  }

  /** @see PULL-4 RND-14 */
  available(store: Store, requested: readonly CidHex[]): CidHex[] {
    return requested.filter((cid) => this.isThere(store, cid))
  }

  /** @see RND-13 RND-14 */
  isThere(store: Store, cid: CidHex): boolean {
    return this.dag.linksOf(store, cid) !== undefined
  }

  next(frontier: CidHex[]): CidHex {
    return frontier.shift()!
  }

  /** Links to be visited next, or after everything of this level. @see PULL-3 PUSH-3 MOD-3 */
  add(frontier: CidHex[], links: readonly CidHex[], order: Order): void {
    if (order === 'preorder') frontier.unshift(...links)
    else frontier.push(...links)
  }

  /** @see RND-15 SEC-4 */
  wasSeen(seen: ReadonlySet<CidHex>, cid: CidHex): boolean {
    return seen.has(cid)
  }

  /** @see RND-10 PUSH-8 */
  isExempt(cid: CidHex, roots: readonly CidHex[]): boolean {
    return roots.includes(cid)
  }

  /** @see RND-11 PUSH-9 */
  leavesOut(cid: CidHex, filter: Status['filter']): boolean {
    return this.filter.has(filter, fromHex(cid))
  }

  /** @see RND-12 */
  goesOnBelowAHit(): boolean {
    return false
  }

  /** @see RND-13 */
  endsAtAbsent(_store: Store, _cid: CidHex): boolean {
    return false
  }

  /** @see MOD-4 */
  isSent(cid: CidHex): boolean {
    return this.dag.inline(cid) === undefined
  }
}
