import { fromHex, type Hex } from '@car-mirror/vectors'
import { FaultyStore } from '../../../src/adapters/model/stores.js'
import { framedIn } from '../../../src/checks/reference/links.js'
import type { ReferenceReceiver } from '../../../src/checks/reference/receiver.js'
import { sentFrom } from '../../../src/checks/reference/sender.js'
import { type Job, type JobEnd, type Port, PortProblem } from '../../../src/suite/port.js'
import { exchange } from '../../../src/wire/exchange.js'
import type { Answered, Outgoing, Pulled, Reply, Told } from '../../../src/wire/reply.js'

import { ServingPeer } from './serving-peer.js'

/**
 * A server and a client that do what the clauses say, in any dialect: what the checks must pass. A
 * broken peer is this one with one line changed.
 */
export class Peer extends ServingPeer implements Port {
  readonly name = 'peer'
  readonly version = '0'
  readonly subject = {}

  readonly client = {
    pull: (job: Job) => this.ended(job, (store) => this.pull(job, store)),
    push: (job: Job) => this.ended(job, (store) => this.push(job, store)),
  }

  async ended(job: Job, run: (store: FaultyStore) => Promise<Ending>): Promise<JobEnd> {
    const store = FaultyStore.of(job.store, job.fault)
    const gaveUp = new Promise<Ending>((_, reject) => {
      setTimeout(() => reject(new Error(`gave up after ${job.timeout} ms`)), job.timeout).unref()
    })
    try {
      const { complete, unavailable } = await Promise.race([run(store), gaveUp])
      return { complete, unavailable: [...unavailable], stored: store.stored() }
    } catch (error) {
      if (error instanceof PortProblem) throw error
      const end = { complete: false, unavailable: undefined, stored: store.stored() }
      return { ...end, error: 'unspecified', detail: (error as Error).message }
    }
  }

  async pull(job: Job, store: FaultyStore): Promise<Ending> {
    const receiver = this.receiver(job.roots, store)
    while (receiver.missing.length > 0) {
      const asked = receiver.missing
      const before = store.size
      const { blocks, promised } = this.pulled(await this.post(job, this.pullOf(job, asked)))
      for (const block of blocks) {
        if (!this.take(receiver, block)) throw new Error('a bad block')
      }
      const named = new Set(promised)
      const given = receiver.unavailable.size
      if (this.marksUnavailable()) receiver.giveUp(asked.filter((cid) => !named.has(cid)))
      const isStuck = store.size === before && receiver.unavailable.size === given
      if (isStuck && this.endsWithoutProgress()) throw new Error('no progress')
    }
    return { complete: this.isComplete(receiver), unavailable: receiver.unavailable }
  }

  pullOf({ roots }: Job, missing: readonly Hex[]): Outgoing {
    return this.wire.pull(fromHex(roots[0]!), { roots: missing.map(fromHex) })
  }

  /** What came; nothing if none of it is there. */
  pulled(answer: Answered): Pulled {
    const reply = this.readPulled(answer)
    if (reply.kind === 'absent') return { promised: [], blocks: [] }
    return taken(reply)
  }

  readPulled(answer: Answered): Reply<Pulled> {
    return this.wire.pulled(answer)
  }

  marksUnavailable(): boolean {
    return true
  }

  endsWithoutProgress(): boolean {
    return true
  }

  isComplete(receiver: ReferenceReceiver): boolean {
    return receiver.isComplete
  }

  async push(job: Job & { readonly coldCall?: string }, store: FaultyStore): Promise<Ending> {
    const roots = job.roots.map(fromHex)
    const most = job.coldCall === 'one' ? 1 : undefined
    let blocks = sentFrom(store, job.roots, { order: 'breadth-first', most }).blocks
    const unavailable = new Set<Hex>()
    const asked = new Set<Hex>()
    let [shrunk, last] = [0, Number.POSITIVE_INFINITY]
    for (;;) {
      const framed = framedIn(store, blocks)
      const first = fromHex(job.roots[0]!)
      const outgoing = this.named(
        job,
        blocks.length === 0 ? this.wire.question(first) : this.wire.push(roots, framed),
      )
      const told = this.told(await this.post(job, outgoing))
      if (told.complete) return { complete: true, unavailable: [] }
      const { available, blocks: next } = this.sent(store, told.missing, told.has)
      for (const cid of told.missing) if (!available.includes(cid)) unavailable.add(cid)
      if (available.length === 0) return { complete: this.countsAsDone(), unavailable }
      const known = asked.size
      for (const cid of available) asked.add(cid)
      shrunk = asked.size > known ? 0 : shrunk + 1
      const isLess = available.length < last
      last = available.length
      const goesOn = shrunk === 0 || (isLess && shrunk <= 16)
      if (!goesOn && this.endsWithoutProgress()) throw new Error('no progress')
      blocks = next
    }
  }

  /** A request with its diff in the query. */
  named({ diff }: Job, outgoing: Outgoing): Outgoing {
    if (diff === undefined || this.dialect !== 'spec') return outgoing
    return { ...outgoing, path: `${outgoing.path}?diff=${encodeURIComponent(diff)}` }
  }

  told(answer: Answered): Told {
    return taken(this.readTold(answer))
  }

  readTold(answer: Answered): Reply<Told> {
    return this.wire.told(answer)
  }

  countsAsDone(): boolean {
    return false
  }

  async post({ url, timeout }: Job, outgoing: Outgoing): Promise<Answered> {
    const patience = { timeout, signal: AbortSignal.timeout(60_000) }
    return exchange(url, outgoing, patience).catch((cause) => {
      throw new Error(cause.message)
    })
  }
}

export interface Ending {
  readonly complete: boolean
  readonly unavailable: Iterable<Hex>
}

function taken<T>(reply: Reply<T>): T {
  if (reply.kind === 'ok') return reply.value
  throw new Error(reply.kind)
}
