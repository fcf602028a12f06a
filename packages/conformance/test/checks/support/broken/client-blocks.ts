import { type Hex, toHex } from '@car-mirror/vectors'
import type { Framed } from '@car-mirror/vectors/by-hand'
import { linksIn, linksOf } from '../../../../src/checks/reference/links.js'
import type { ReferenceReceiver } from '../../../../src/checks/reference/receiver.js'
import type { Job } from '../../../../src/suite/port.js'
import { PortProblem } from '../../../../src/suite/port.js'
import type { Answered, Outgoing, Pulled, Reply } from '../../../../src/wire/reply.js'
import { Peer } from '../peer.js'
import { NEVER } from '../serving-peer.js'
import { type Broken, of } from './broken.js'
import { StopsAtKnown } from './client-messages.js'

export class StoresForged extends Peer {
  override take(receiver: ReferenceReceiver, block: Framed): boolean {
    if (receiver.take(block) === 'forged') receiver.store.set(toHex(block.cid), block.bytes)
    return true
  }
}

/** Does not remember where a walk was. */
class FollowsPaths extends Peer {
  override async push(...[job, store]: Parameters<Peer['push']>) {
    const links = [...store.keys()].map((cid) => linksIn(store, cid) ?? [])
    if (links.filter(([a, b]) => a !== undefined && a === b).length > 30) return NEVER
    return super.push(job, store)
  }
}

class NoWideNodes extends Peer {
  override pulled(answer: Answered): Pulled {
    if (answer.body.length > 1e6) throw new PortProblem('no-answer', 'none')
    return super.pulled(answer)
  }
}

class CutIsTheEnd extends Peer {
  override readPulled(answer: Answered): Reply<Pulled> {
    const { blocks } = this.wire.readCar(answer.body)
    return { kind: 'ok', value: { promised: undefined, blocks } }
  }
  override isComplete(): boolean {
    return true
  }
}

class StoresStrangers extends Peer {
  override take(receiver: ReferenceReceiver, block: Framed): boolean {
    if (receiver.take(block) === 'waiting') receiver.store.set(toHex(block.cid), block.bytes)
    return true
  }
}

/** Stops at a block that nothing links to yet, and asks the same again. */
class ParentsFirst extends StopsAtKnown {
  override before(blocks: readonly Framed[]): readonly Framed[] {
    const linked = new Set(this.wanted)
    const at = blocks.findIndex(({ cid, bytes }) => {
      if (!linked.has(toHex(cid))) return true
      for (const link of linksOf(toHex(cid), bytes) ?? []) linked.add(link)
      return false
    })
    return at === -1 ? blocks : blocks.slice(0, at)
  }
  wanted: readonly Hex[] = []
  override pullOf(job: Job, missing: readonly Hex[]): Outgoing {
    this.wanted = missing
    return super.pullOf(job, missing)
  }
}

class DuplicatesRefused extends Peer {
  override take(receiver: ReferenceReceiver, block: Framed): boolean {
    return receiver.take(block) !== 'known'
  }
}

class StoresUnreadable extends Peer {
  override take(receiver: ReferenceReceiver, block: Framed): boolean {
    if (receiver.take(block) !== 'unreadable') return true
    receiver.store.set(toHex(block.cid), block.bytes)
    return false
  }
}

class AnyVersion extends Peer {
  override readPulled(answer: Answered): Reply<Pulled> {
    const body = Buffer.from(answer.body)
    const at = body.indexOf('version')
    if (at !== -1) body[at + 'version'.length] = 1
    return super.readPulled({ ...answer, body })
  }
}

class ExtraKeyIsDone extends Peer {
  override readPulled(answer: Answered): Reply<Pulled> {
    if (!Buffer.from(answer.body).includes('zzzzzzzz')) return super.readPulled(answer)
    return { kind: 'ok', value: { promised: undefined, blocks: [] } }
  }
  override isComplete(): boolean {
    return true
  }
}

export const clientBlocks: readonly Broken[] = [
  {
    breaks: 'stores any bytes',
    peer: of(StoresForged),
    check: 'adv-8/client/unproven-block',
    says: /stored bytes that do not hash to their CID/,
  },
  {
    breaks: 'follows every path',
    peer: of(FollowsPaths),
    check: 'adv-9/client/diamond',
    says: /does not end by itself when it pushes a diamond/,
  },
  {
    breaks: 'is slow with wide nodes',
    peer: of(NoWideNodes),
    check: 'adv-10/client/pull-wide',
    says: /does not end by itself when the server sends a node of 24,000 links/,
  },
  {
    breaks: 'takes a cut for the end',
    peer: of(CutIsTheEnd),
    check: 'adv-11/client/cut-car',
    says: /complete transfer when the answer to a pull is cut at byte 0/,
  },
  {
    breaks: 'stores what nothing links to',
    peer: of(StoresStrangers),
    check: 'adv-12/client/unexpected-block',
    says: /has stored the block/,
  },
  {
    breaks: 'stops reading at a known block',
    peer: of(StopsAtKnown),
    check: 'adv-12/client/known-block-first',
    says: /goes on without end/,
  },
  {
    breaks: 'stops at a child before its parent',
    peer: of(ParentsFirst),
    check: 'adv-12/client/child-before-parent',
    says: /goes on without end/,
  },
  {
    breaks: 'refuses a block that comes twice',
    peer: of(DuplicatesRefused),
    check: 'adv-12/client/duplicate-block',
    says: /does not complete the transfer/,
  },
  {
    breaks: 'stores what it cannot read',
    peer: of(StoresUnreadable),
    check: 'adv-13/client/unreadable-block',
    says: /has stored the block/,
  },
  {
    breaks: 'does not look at the version',
    peer: of(AnyVersion),
    check: 'adv-14/client/bad-car',
    says: /when the server answers every pull with a CAR of version 2/,
  },
  {
    breaks: 'takes another key of a header for the end',
    peer: of(ExtraKeyIsDone),
    check: 'adv-14/client/extra-key',
    says: /complete transfer and has 0 blocks/,
  },
]
