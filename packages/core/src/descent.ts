import type { Block } from './block.js'
import type { CidSet } from './cid-set.js'
import type { Dag } from './dag.js'
import { NumberList } from './number-list.js'
import type { Pace } from './pace.js'
import { HELD, MISSING, NOWHERE, type Reached } from './reached.js'
import type { WaitingBlocks } from './waiting-blocks.js'

/** What a receiver goes down its DAGs with. */
export interface Ground {
  readonly dag: Dag
  readonly pace: Pace
  readonly reached: Reached
  readonly waiting: WaitingBlocks
  /** Takes a block that is verified and belongs; its links. */
  readonly accept: (number: number, block: Block) => readonly Uint8Array[]
  /** Gets the CIDs of what the store turns out to hold. */
  readonly found: CidSet | undefined
}

/** The way down from links to all that is below them. */
export class Descent {
  readonly #ground: Ground
  /** What was met and has no place yet; empty but while links are being placed. */
  readonly #stack = new NumberList()
  /** Whether the store answers with promises, as far as is known. */
  #isSlow = true

  constructor(ground: Ground) {
    this.#ground = ground
  }

  /**
   * Places everything at and below `links` that has not been reached yet. What is held, the store
   * says and no filter.
   * @throws MirrorError ERR_CID_INVALID; what `accept` throws; the signal's reason
   * @see MOD-4 MOD-6 RND-1 RND-2 RND-23 SEC-4 SEC-5
   */
  async place(links: readonly Uint8Array[]): Promise<void> {
    const { dag, pace, reached, waiting, accept } = this.#ground
    const stack = this.#stack
    this.#meet(links)
    let number = stack.pop()
    try {
      for (; number !== -1; number = stack.pop()) {
        const turn = pace.step()
        if (turn) await turn
        if (reached.placeOf(number) !== NOWHERE) continue
        const cid = reached.at(number)
        const bytes = waiting.take(cid)
        if (bytes) {
          this.#meet(accept(number, { cid, bytes }))
          continue
        }
        const found = dag.links(cid)
        this.#isSlow = found instanceof Promise
        const below = found instanceof Promise ? await found : found
        this.#put(number, cid, below !== undefined)
        if (below) this.#meet(below)
      }
    } catch (error) {
      // It has no place yet, and without one everything might look complete.
      if (number !== -1) reached.put(number, MISSING)
      throw error
    }
  }

  /**
   * Puts those that have no place on the stack, so that the first comes off it first. Leaves are most of
   * a DAG, and get theirs at once where the store can tell at once and nobody is kept waiting.
   */
  #meet(links: readonly Uint8Array[]): void {
    const { dag, pace, reached, waiting } = this.#ground
    const stack = this.#stack
    const top = stack.length
    for (const link of links) {
      const number = reached.meet(link)
      if (reached.placeOf(number) !== NOWHERE) continue
      const waits = this.#isSlow || !waiting.isEmpty || pace.isDue
      const held = waits ? undefined : dag.holdsLeaf(link)
      if (typeof held === 'boolean') {
        this.#put(number, link, held)
        continue
      }
      if (held) {
        this.#isSlow = true
        // It is asked once more, and then it is told what fails.
        held.catch(() => {})
      }
      stack.push(number)
    }
    stack.reverse(top)
  }

  #put(number: number, cid: Uint8Array, isHeld: boolean): void {
    this.#ground.reached.put(number, isHeld ? HELD : MISSING)
    if (isHeld) this.#ground.found?.add(cid)
  }
}
