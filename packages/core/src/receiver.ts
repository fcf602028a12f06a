import { BloomFilter } from '@car-mirror/bloom'
import type { CID } from 'multiformats/cid'
import type { Block } from './block.js'
import { type CidParts, cidParts, isIdentity } from './cid-bytes.js'
import { CidSet } from './cid-set.js'
import { linksOf } from './codecs.js'
import { Dag, heldBelow } from './dag.js'
import { Descent } from './descent.js'
import { MirrorError } from './errors.js'
import { defaultHashers, type HasherRegistry, verifyAs } from './hashers.js'
import { HaveFilter, NewsFilter } from './have-filter.js'
import { defaultLimits, type Limits } from './limits.js'
import type { Answer, ReceivingPeer } from './mirror.js'
import { Pace } from './pace.js'
import { HELD, MISSING, Reached, UNAVAILABLE } from './reached.js'
import type { ReceiverOptions } from './receiver-options.js'
import type { Status } from './status.js'
import { WaitingBlocks } from './waiting-blocks.js'
import { WriteBehind } from './write-behind.js'

/**
 * Completes the DAGs below its roots from what a sender delivers. Every CID it has reached is in
 * exactly one of three places: held, missing, or unavailable. Nothing reaches the store before its
 * bytes match its CID, its links can be read, and something held links to it. A block costs the
 * links it has. After an error the receiver is spent, and what it lost by it counts as missing; the
 * store keeps every block accepted before.
 */
export class Receiver implements ReceivingPeer {
  readonly #dag: Dag
  readonly #hashers: HasherRegistry
  readonly #limits: Limits
  readonly #filter: HaveFilter | NewsFilter
  readonly #waiting: WaitingBlocks
  readonly #reached = new Reached()
  readonly #descent: Descent
  readonly #writes: WriteBehind
  /** Blocks that were held before, if the filter tells only of those. */
  readonly #found: CidSet | undefined
  /** Blocks stored since the last status, and how many of them had not been asked for by name. */
  #stored = 0
  #surprises = 0
  /** Whether the next status goes without a filter. @see RND-7 */
  #cleanup = false
  #duplicates = 0

  private constructor(options: ReceiverOptions, dag: Dag, pace: Pace) {
    this.#dag = dag
    this.#hashers = options.hashers ?? defaultHashers
    this.#limits = { ...defaultLimits, ...options.limits }
    this.#found = options.news ? new CidSet() : undefined
    this.#filter = options.news
      ? new NewsFilter()
      : new HaveFilter(
          dag.store,
          () => heldBelow(dag, options.basis ?? [], pace),
          this.#limits.wholeStore,
        )
    this.#waiting = new WaitingBlocks(this.#limits.waiting)
    this.#writes = new WriteBehind(dag.store)
    this.#descent = new Descent({
      dag,
      pace,
      reached: this.#reached,
      waiting: this.#waiting,
      accept: (number, block) => this.#accept(number, block, cidParts(block.cid)),
      found: this.#found,
    })
  }

  /**
   * Walks what the store holds below the roots, once.
   * @throws MirrorError ERR_CID_INVALID; the signal's reason
   * @see PULL-2
   */
  static async open(options: ReceiverOptions): Promise<Receiver> {
    const dag = new Dag(options.store, options.codecs)
    const pace = new Pace(options.signal)
    const receiver = new Receiver(options, dag, pace)
    await receiver.#descent.place(options.roots.map((root) => root.bytes))
    return receiver
  }

  /** Whether everything below the roots is in the store. @see RND-27 */
  get complete(): boolean {
    return this.#reached.count(MISSING) === 0 && this.#reached.count(UNAVAILABLE) === 0
  }

  /** Subgraph roots that the sender was asked for and does not have. @see RND-25 */
  get unavailable(): CID[] {
    return Array.from(this.#reached.in(UNAVAILABLE), (number) => this.#reached.cid(number))
  }

  /** Blocks that arrived although they were held already. */
  get duplicates(): number {
    return this.#duplicates
  }

  /**
   * Starts a round. What is missing is listed whatever the filter says; a status that asks for
   * nothing has no filter. @see PULL-1 PUSH-17 RND-1 RND-2 RND-3 RND-7
   */
  async status(): Promise<Status> {
    const asked: number[] = []
    for (const number of this.#reached.in(MISSING)) {
      asked.push(number)
      // At least one, or it would look complete.
      if (asked.length >= this.#limits.missing) break
    }
    this.#reached.ask(asked)
    const missing = asked.map((number) => this.#reached.cid(number))
    const plain = missing.length === 0 || this.#cleanup
    this.#stored = 0
    this.#surprises = 0
    this.#cleanup = false
    // A sender that remembers may go on unasked, so the news are told in any case.
    if (this.#found) return { missing, have: await this.#filter.cover(this.#found) }
    return {
      missing,
      have: plain ? BloomFilter.empty() : await this.#filter.cover(this.#reached.held),
    }
  }

  /**
   * Takes in one round and returns the status for the next. A round that was cut judges nothing.
   * @throws MirrorError as `receive`, and ERR_NO_PROGRESS
   * @see RND-20 RND-24
   */
  async take(answer: Answer): Promise<Status> {
    try {
      for await (const blocks of answer.blocks) await this.receive(blocks)
    } finally {
      await this.flush()
    }
    if (!answer.cut) this.#settle(answer.available)
    return this.status()
  }

  /**
   * Verifies blocks, in any order and with any repeats, and queues those that belong for the store.
   * @throws MirrorError ERR_BLOCK_HASH, ERR_BLOCK_CORRUPT, ERR_CODEC_UNKNOWN, ERR_HASH_UNKNOWN,
   *   ERR_CID_INVALID; call `flush` to keep the blocks before the bad one.
   * @see RND-17 RND-20 RND-21 RND-22 RND-26
   */
  async receive(blocks: readonly Block[]): Promise<void> {
    for (const block of blocks) {
      const number = this.#reached.find(block.cid)
      const place = this.#reached.placeOf(number)
      if (place === HELD || this.#waiting.has(block.cid)) {
        this.#duplicates++
        continue
      }
      const parts = cidParts(block.cid)
      const late = verifyAs(parts, this.#hashers, block)
      if (late) await late
      if (place === MISSING || place === UNAVAILABLE) {
        const links = this.#accept(number, block, parts)
        if (links.length > 0) await this.#descent.place(links)
      } else if (!isIdentity(parts)) {
        this.#waiting.add(block)
      }
    }
    if (this.#writes.isDue) await this.#write(this.#writes.start())
  }

  /** Writes what is queued to the store. */
  async flush(): Promise<void> {
    await this.#write(this.#writes.end())
  }

  /** What could not be written is missing again. */
  async #write(writing: Promise<void>): Promise<void> {
    try {
      await writing
    } catch (error) {
      for (const { cid } of this.#writes.takeLost()) {
        this.#reached.put(this.#reached.meet(cid), MISSING)
      }
      throw error
    }
  }

  /** Links first: a block whose links cannot be read must not reach the store. @see RND-19 */
  #accept(number: number, block: Block, parts: CidParts): readonly Uint8Array[] {
    const links = linksOf(this.#dag.codecs, block.cid, block.bytes, parts)
    this.#reached.put(number, HELD)
    this.#writes.add(block)
    this.#stored++
    if (!this.#reached.isAsked(number)) this.#surprises++
    return links
  }

  /**
   * Ends a round that came whole: what was asked for, not sent and not promised is unavailable.
   * @see RND-25 RND-28
   */
  #settle(available: readonly CID[]): void {
    // What was asked for by name came and nothing else: the filter hides the rest.
    this.#cleanup = this.#stored > 0 && this.#surprises === 0
    const promised = CidSet.of(available)
    const { asked } = this.#reached
    let progress = this.#stored > 0 || asked.length === 0
    for (const number of asked) {
      if (promised.has(this.#reached.at(number))) continue
      if (this.#reached.placeOf(number) !== MISSING) continue
      this.#reached.put(number, UNAVAILABLE)
      progress = true
    }
    if (progress) return
    const message = 'the sender promised blocks and sent none of them'
    throw new MirrorError('ERR_NO_PROGRESS', message, { requirement: 'RND-28' })
  }
}
