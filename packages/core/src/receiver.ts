import { BloomFilter } from '@car-mirror/bloom'
import { CID } from 'multiformats/cid'
import type { Block } from './block.js'
import { cidParts, isIdentity } from './cid-bytes.js'
import { CidMap, CidSet } from './cid-set.js'
import { blockLinks, type CodecRegistry } from './codecs.js'
import { Dag, heldBelow, type Links, pushReversed } from './dag.js'
import { MirrorError } from './errors.js'
import { defaultHashers, type HasherRegistry, verify } from './hashers.js'
import { HaveFilter, NewsFilter } from './have-filter.js'
import { defaultLimits, type Limits } from './limits.js'
import type { Answer, ReceivingPeer } from './mirror.js'
import { Pace } from './pace.js'
import type { Status } from './status.js'
import type { Store } from './store.js'
import { WaitingBlocks } from './waiting-blocks.js'

export interface ReceiverOptions {
  readonly store: Store
  /** One or more. @see MOD-6 */
  readonly roots: readonly CID[]
  /** Older roots that are (partly) in the store and share blocks with `roots`. @see PUSH-15 */
  readonly basis?: readonly CID[] | undefined
  readonly codecs?: CodecRegistry | undefined
  readonly hashers?: HasherRegistry | undefined
  readonly limits?: Partial<Limits> | undefined
  /**
   * The filter tells only of blocks that were found in the store since the last status, and not of
   * those that the sender gave: for a sender that remembers.
   */
  readonly news?: boolean | undefined
  /** Ends walks through the store. */
  readonly signal?: AbortSignal | undefined
}

/** Blocks written to the store at once, in bytes. */
const WRITE_BATCH = 4 * 1024 * 1024

/**
 * Completes the DAGs below its roots from what a sender delivers. Every CID it has reached is in
 * exactly one of three places: held, missing, or unavailable. Nothing reaches the store before its
 * bytes match its CID, its links can be read, and something held links to it. A block costs the
 * links it has. After an error the receiver is spent, and what it lost by it counts as missing; the
 * store keeps every block accepted before.
 */
export class Receiver implements ReceivingPeer {
  readonly #dag: Dag
  readonly #pace: Pace
  readonly #hashers: HasherRegistry
  readonly #limits: Limits
  readonly #filter: HaveFilter | NewsFilter
  readonly #waiting: WaitingBlocks
  readonly #held = new CidSet()
  /** Blocks that were held before, if the filter tells only of those. */
  readonly #found: CidSet | undefined
  readonly #missing = new CidMap<true>()
  readonly #unavailable = new CidMap<true>()
  #asked = new CidSet()
  /** Blocks stored since the last status, and how many of them had not been asked for by name. */
  #stored = 0
  #surprises = 0
  /** Whether the next status goes without a filter. @see RND-7 */
  #cleanup = false
  #duplicates = 0
  #unwritten: Block[] = []
  #unwrittenBytes = 0

  private constructor(options: ReceiverOptions, dag: Dag, pace: Pace, basis: CidSet) {
    this.#dag = dag
    this.#pace = pace
    this.#hashers = options.hashers ?? defaultHashers
    this.#limits = { ...defaultLimits, ...options.limits }
    this.#found = options.news ? new CidSet() : undefined
    this.#filter = options.news
      ? new NewsFilter()
      : new HaveFilter(dag.store, basis, this.#limits.wholeStore)
    this.#waiting = new WaitingBlocks(this.#limits.waiting)
  }

  /**
   * Walks what the store holds below the roots, once.
   * @throws MirrorError ERR_CID_INVALID; the signal's reason
   * @see PULL-2
   */
  static async open(options: ReceiverOptions): Promise<Receiver> {
    const dag = new Dag(options.store, options.codecs)
    const pace = new Pace(options.signal)
    const basis = await heldBelow(dag, options.basis ?? [], pace)
    const receiver = new Receiver(options, dag, pace, basis)
    await receiver.#reach(options.roots.map((root) => root.bytes))
    return receiver
  }

  /** Whether everything below the roots is in the store. @see RND-27 */
  get complete(): boolean {
    return this.#missing.size === 0 && this.#unavailable.size === 0
  }

  /** Subgraph roots that the sender was asked for and does not have. @see RND-25 */
  get unavailable(): CID[] {
    return Array.from(this.#unavailable.keys(), (cid) => CID.decode(cid))
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
    const missing: CID[] = []
    this.#asked = new CidSet()
    for (const cid of this.#missing.keys()) {
      if (missing.length === this.#limits.missing) break
      missing.push(CID.decode(cid))
      this.#asked.add(cid)
    }
    const plain = missing.length === 0 || this.#cleanup
    this.#stored = 0
    this.#surprises = 0
    this.#cleanup = false
    // A sender that remembers may go on unasked, so the news are told in any case.
    if (this.#found) return { missing, have: await this.#filter.cover(this.#found) }
    return { missing, have: plain ? BloomFilter.empty() : await this.#filter.cover(this.#held) }
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
      if (this.#held.has(block.cid) || this.#waiting.has(block.cid)) {
        this.#duplicates++
        continue
      }
      const late = verify(this.#hashers, block)
      if (late) await late
      if (this.#missing.has(block.cid) || this.#unavailable.has(block.cid)) {
        const links = this.#accept(block.cid, block.bytes)
        if (links.length > 0) await this.#reach(links)
      } else if (!isIdentity(cidParts(block.cid))) {
        this.#waiting.add(block)
      }
    }
    if (this.#unwrittenBytes >= WRITE_BATCH) await this.flush()
  }

  /** Writes what is queued to the store. */
  async flush(): Promise<void> {
    const blocks = this.#unwritten
    this.#unwritten = []
    this.#unwrittenBytes = 0
    try {
      if (blocks.length > 0) await this.#dag.store.put(blocks)
    } catch (error) {
      for (const { cid } of blocks) this.#missing.set(cid, true)
      throw error
    }
  }

  /**
   * Places everything at and below `links` that has not been reached yet. What is held, the store
   * says and no filter. @see MOD-4 MOD-6 RND-1 RND-2 RND-23 SEC-4 SEC-5
   */
  async #reach(links: Uint8Array[]): Promise<void> {
    const stack: Uint8Array[] = []
    pushReversed(stack, links)
    let cid = stack.pop()
    try {
      for (; cid; cid = stack.pop()) {
        const turn = this.#pace.step()
        if (turn) await turn
        if (this.#held.has(cid) || this.#missing.has(cid) || this.#unavailable.has(cid)) continue
        const waiting = this.#waiting.take(cid)
        if (waiting) {
          pushReversed(stack, this.#accept(cid, waiting))
          continue
        }
        const found = this.#dag.links(cid)
        const below: Links = found instanceof Promise ? await found : found
        if (below) {
          this.#held.add(cid)
          this.#found?.add(cid)
          pushReversed(stack, below)
        } else {
          this.#missing.set(cid, true)
        }
      }
    } catch (error) {
      // It has no place yet, and without one everything might look complete.
      if (cid) this.#missing.set(cid, true)
      throw error
    }
  }

  /** Links first: a block whose links cannot be read must not reach the store. @see RND-19 */
  #accept(cid: Uint8Array, bytes: Uint8Array): Uint8Array[] {
    const links = blockLinks(this.#dag.codecs, cid, bytes)
    if (!this.#missing.delete(cid)) this.#unavailable.delete(cid)
    this.#held.add(cid)
    this.#unwritten.push({ cid, bytes })
    this.#unwrittenBytes += bytes.length
    this.#stored++
    if (!this.#asked.has(cid)) this.#surprises++
    return links
  }

  /**
   * Ends a round that came whole: what was asked for, not sent and not promised is unavailable.
   * @see RND-25 RND-28
   */
  #settle(available: readonly CID[]): void {
    // What was asked for by name came and nothing else: the filter hides the rest.
    this.#cleanup = this.#stored > 0 && this.#surprises === 0
    const promised = new CidSet()
    for (const cid of available) promised.add(cid.bytes)
    let progress = this.#stored > 0 || this.#asked.size === 0
    for (const cid of this.#asked.from(0)) {
      if (promised.has(cid) || !this.#missing.delete(cid)) continue
      this.#unavailable.set(cid, true)
      progress = true
    }
    if (progress) return
    const message = 'the sender promised blocks and sent none of them'
    throw new MirrorError('ERR_NO_PROGRESS', message, { requirement: 'RND-28' })
  }
}
