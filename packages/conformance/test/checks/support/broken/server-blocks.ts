import { type Hex, toHex } from '@car-mirror/vectors'
import type { Framed } from '@car-mirror/vectors/by-hand'
import type { FaultyStore } from '../../../../src/adapters/model/stores.js'
import { linksIn } from '../../../../src/checks/reference/links.js'
import type { ReferenceReceiver } from '../../../../src/checks/reference/receiver.js'
import { Peer } from '../peer.js'
import { NEVER, type Request, refusal } from '../serving-peer.js'
import { type Broken, of } from './broken.js'
import { StopsAtKnown, Wedged } from './server-messages.js'

export class StoresForged extends Peer {
  override take(receiver: ReferenceReceiver, block: Framed): boolean {
    if (receiver.take(block) === 'forged') receiver.store.set(toHex(block.cid), block.bytes)
    return true
  }
}

/** Does not remember where a walk was: with so many paths, the answer never comes. */
class FollowsPaths extends Wedged {
  override wedges(store: FaultyStore): boolean {
    const links = [...store.keys()].map((cid) => linksIn(store, cid) ?? [])
    return links.filter(([a, b]) => a !== undefined && a === b).length > 30
  }
}

class NoWideNodes extends Peer {
  override async servePush(store: FaultyStore, request: Request, top: Hex | undefined) {
    if (request.body.length > 1e6) return NEVER
    return super.servePush(store, request, top)
  }
}

class CutIsTheEnd extends Peer {
  override readCar(body: Uint8Array) {
    return { ...super.readCar(body), fault: undefined }
  }
}

export class StoresStrangers extends Peer {
  override take(receiver: ReferenceReceiver, block: Framed): boolean {
    if (receiver.take(block) === 'waiting') receiver.store.set(toHex(block.cid), block.bytes)
    return true
  }
}

class ParentsFirst extends Peer {
  override take(receiver: ReferenceReceiver, block: Framed): boolean {
    if (receiver.missing.includes(toHex(block.cid))) return super.take(receiver, block)
    return true
  }
}

class DuplicatesRefused extends Peer {
  override take(receiver: ReferenceReceiver, block: Framed): boolean {
    return receiver.take(block) !== 'known'
  }
}

class Poisoned extends Peer {
  poisoned = new Set<Hex>()
  override take(receiver: ReferenceReceiver, block: Framed): boolean {
    if (receiver.take(block) !== 'unreadable') return true
    for (const cid of receiver.held) this.poisoned.add(cid)
    return false
  }
  override sent(store: FaultyStore, roots: readonly Hex[], has: (cid: Hex) => boolean) {
    if (roots.some((cid) => this.poisoned.has(cid))) throw new Error('poisoned')
    return super.sent(store, roots, has)
  }
}

class RootlessTaken extends Peer {
  override lacksRoots(): boolean {
    return false
  }
}

export class QuestionIsTheEnd extends Peer {
  override missing(receiver: ReferenceReceiver): Hex[] {
    return receiver.store.size <= 1 ? [] : super.missing(receiver)
  }
}

class ExtraKeyFails extends Peer {
  override async servePush(store: FaultyStore, request: Request, top: Hex | undefined) {
    if (Buffer.from(request.body).includes('zzzzzzzz')) return refusal(500)
    return super.servePush(store, request, top)
  }
}

export const serverBlocks: readonly Broken[] = [
  {
    breaks: 'stores any bytes',
    peer: of(StoresForged),
    check: 'adv-8/server/unproven-block',
    says: /stored bytes that do not hash to their CID/,
  },
  {
    breaks: 'follows every path',
    peer: of(FollowsPaths),
    check: 'adv-9/server/pull-diamond',
    says: /wedged: no answer to a pull of a diamond/,
  },
  {
    breaks: 'is slow with wide nodes',
    peer: of(NoWideNodes),
    check: 'adv-10/server/push-wide',
    says: /wedged: no answer to a push of a node of 24,000 links/,
  },
  {
    breaks: 'takes a cut for the end',
    peer: of(CutIsTheEnd),
    check: 'adv-11/server/cut-car',
    says: /cut at byte 64 of \d+ was not refused: it was taken/,
  },
  {
    breaks: 'stores what nothing links to',
    peer: of(StoresStrangers),
    check: 'adv-12/server/unexpected-block',
    says: /stored a block that nothing links to/,
  },
  {
    breaks: 'stops reading at a known block',
    peer: of(StopsAtKnown),
    check: 'adv-12/server/known-block-first',
    says: /asks for 2 blocks/,
  },
  {
    breaks: 'drops a child before its parent',
    peer: of(ParentsFirst),
    check: 'adv-12/server/child-before-parent',
    says: /asks for 2 blocks/,
  },
  {
    breaks: 'refuses a block that comes twice',
    peer: of(DuplicatesRefused),
    check: 'adv-12/server/duplicate-block',
    says: /status 400/,
  },
  {
    breaks: 'fails for ever above a block that it could not read',
    peer: of(Poisoned),
    check: 'adv-13/server/unreadable-block',
    says: /a pull of the root above it fails: the answer had status 500/,
  },
  {
    breaks: 'takes a CAR without roots',
    peer: of(RootlessTaken),
    check: 'adv-14/server/bad-car',
    says: /push of a CAR without roots was not refused/,
  },
  {
    breaks: 'answers a question with the end',
    peer: of(QuestionIsTheEnd),
    check: 'adv-14/server/header-only',
    says: /asks for nothing/,
  },
  {
    breaks: 'fails at another key of a header',
    peer: of(ExtraKeyFails),
    check: 'adv-14/server/extra-key',
    says: /status 500/,
  },
]
