import type { Hex } from '@car-mirror/vectors'
import type { FaultyStore } from '../../../../src/adapters/model/stores.js'
import { Peer } from '../peer.js'
import { type Broken, of } from './broken.js'
import { QuestionIsTheEnd, StoresForged, StoresStrangers } from './server-blocks.js'
import { StopsAtKnown } from './server-messages.js'
import { PartialIsNothing, RootsMayHit } from './server-rounds.js'

class SendsTwice extends Peer {
  override sent(store: FaultyStore, roots: readonly Hex[], has: (cid: Hex) => boolean) {
    const sent = super.sent(store, roots, has)
    return { ...sent, blocks: [...sent.blocks, ...sent.blocks] }
  }
}

export const serverSessions: readonly Broken[] = [
  {
    breaks: 'sends each block twice',
    peer: of(SendsTwice),
    check: 'session/pull/server/verified',
    says: /blocks? twice/,
  },
  {
    breaks: 'leaves out a requested root that hits',
    peer: of(RootsMayHit),
    check: 'session/pull/server/false-positives',
    says: /ends without/,
  },
  {
    breaks: 'gives nothing of a DAG of which it lacks a leaf',
    peer: of(PartialIsNothing),
    check: 'session/pull/server/partial',
    says: /ends without/,
  },
  {
    breaks: 'leaves out a requested root that hits',
    peer: of(RootsMayHit),
    check: 'session/pull/server/progress',
    says: /brings nothing new/,
  },
  {
    breaks: 'stores any bytes',
    peer: of(StoresForged),
    check: 'session/push/server/verified',
    says: /stored bytes that do not hash to their CID/,
  },
  {
    breaks: 'stores what nothing links to',
    peer: of(StoresStrangers),
    check: 'session/push/server/verified',
    says: /which nothing links to/,
  },
  {
    breaks: 'stops reading at a known block',
    peer: of(StopsAtKnown),
    check: 'session/push/server/progress',
    says: /what is missing is/,
  },
  {
    breaks: 'says too early that it has all',
    peer: of(QuestionIsTheEnd),
    check: 'session/push/server/complete',
    says: /ends without/,
  },
]
