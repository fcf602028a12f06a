import { fromHex, type Hex, toHex } from '@car-mirror/vectors'
import { raw } from '@car-mirror/vectors/by-hand'
import type { FaultyStore } from '../../../../src/adapters/model/stores.js'
import type { Job } from '../../../../src/suite/port.js'
import type { Outgoing } from '../../../../src/wire/reply.js'
import { Peer } from '../peer.js'
import { type Broken, of } from './broken.js'
import { StoresForged } from './client-blocks.js'
import { GoesOn, UnavailableIsDone } from './client-messages.js'
import { AskedMayHit, AsksForRootsAlone, WholeOrNothing } from './client-rounds.js'

class SendsStrangers extends Peer {
  override sent(store: FaultyStore, roots: readonly Hex[], has: (cid: Hex) => boolean) {
    const stranger = raw('a stranger')
    store.set(toHex(stranger.cid), stranger.bytes)
    const sent = super.sent(store, roots, has)
    return { ...sent, blocks: [...sent.blocks, toHex(stranger.cid)] }
  }
}

class NeverAgain extends Peer {
  asked = new Set<Hex>()
  override async pull(job: Job, store: FaultyStore) {
    this.asked.clear()
    return super.pull(job, store)
  }
  override pullOf({ roots }: Job, missing: readonly Hex[]): Outgoing {
    const fresh = missing.filter((cid) => !this.asked.has(cid))
    for (const cid of fresh) this.asked.add(cid)
    return this.wire.pull(fromHex(roots[0]!), { roots: fresh.map(fromHex) })
  }
}

export const clientSessions: readonly Broken[] = [
  {
    breaks: 'asks for nothing twice',
    peer: of(NeverAgain),
    check: 'session/pull/client/progress',
    says: /what is missing is/,
  },
  {
    breaks: 'asks for the roots alone',
    peer: of(AsksForRootsAlone),
    check: 'session/pull/client/false-positives',
    says: /ends without|ends with an error/,
  },
  {
    breaks: 'counts what is unavailable as done',
    peer: of(UnavailableIsDone),
    check: 'session/pull/client/partial',
    says: /says complete, and \d+ blocks? cannot be had/,
  },
  {
    breaks: 'stores any bytes',
    peer: of(StoresForged),
    check: 'session/pull/client/verified',
    says: /stored bytes that do not hash to their CID/,
  },
  {
    breaks: 'goes on without progress',
    peer: of(GoesOn),
    check: 'session/pull/client/partial',
    says: /goes on without end/,
  },
  {
    breaks: 'leaves out what it was asked for',
    peer: of(AskedMayHit),
    check: 'session/push/client/progress',
    says: /which are there, and brings nothing new/,
  },
  {
    breaks: 'sends nothing unless it has all',
    peer: of(WholeOrNothing),
    check: 'session/push/client/partial',
    says: /ends with an error/,
  },
  {
    breaks: 'sends what is not in the DAG',
    peer: of(SendsStrangers),
    check: 'session/push/client/verified',
    says: /brings what is not in the DAG/,
  },
]
