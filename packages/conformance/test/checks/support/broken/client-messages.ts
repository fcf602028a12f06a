import { type Hex, toHex } from '@car-mirror/vectors'
import type { Framed } from '@car-mirror/vectors/by-hand'
import type { FaultyStore } from '../../../../src/adapters/model/stores.js'
import type { Job } from '../../../../src/suite/port.js'
import { PortProblem } from '../../../../src/suite/port.js'
import type { Answered, Outgoing, Pulled, Reply, Told } from '../../../../src/wire/reply.js'
import { Peer } from '../peer.js'
import { NEVER } from '../serving-peer.js'
import { type Broken, of } from './broken.js'

const DONE: Told = { complete: true, missing: [], has: () => false }

class UnreadableIsDone extends Peer {
  override readTold(answer: Answered): Reply<Told> {
    const reply = super.readTold(answer)
    return reply.kind === 'unreadable' ? { kind: 'ok', value: DONE } : reply
  }
}

/** What cannot be read is nothing, and when nothing comes, it is over. */
class NothingIsDone extends Peer {
  override readPulled(answer: Answered): Reply<Pulled> {
    const reply = super.readPulled(answer)
    return reply.kind === 'unreadable'
      ? { kind: 'ok', value: { promised: undefined, blocks: [] } }
      : reply
  }
  override isComplete(): boolean {
    return true
  }
}

/** Stops at a block that it knows, and asks the same again. */
export class StopsAtKnown extends Peer {
  override pulled(answer: Answered): Pulled {
    const pulled = super.pulled(answer)
    return { ...pulled, blocks: this.before(pulled.blocks) }
  }
  before(blocks: readonly Framed[]): readonly Framed[] {
    const at = blocks.findIndex((block) => this.known.has(toHex(block.cid)))
    return at === -1 ? blocks : blocks.slice(0, at)
  }
  known: ReadonlySet<Hex> = new Set()
  override async pull(job: Job, store: FaultyStore) {
    this.known = new Set(store.keys())
    return super.pull(job, store)
  }
  override marksUnavailable(): boolean {
    return false
  }
  override endsWithoutProgress(): boolean {
    return false
  }
}

export class GoesOn extends Peer {
  override endsWithoutProgress(): boolean {
    return false
  }
  override marksUnavailable(): boolean {
    return false
  }
}

class ComputesHashes extends Peer {
  override async post(job: Job, outgoing: Outgoing): Promise<Answered> {
    const answer = await super.post(job, outgoing)
    return Buffer.from(answer.body).includes('1a80000000', 0, 'hex') ? NEVER : answer
  }
}

class NoHashesHaveAll extends Peer {
  override readTold(answer: Answered): Reply<Told> {
    const body = Buffer.from(answer.body)
    const at = body.indexOf('62626b00', 0, 'hex')
    if (at === -1 || !body.includes('6262624800', 0, 'hex')) return super.readTold(answer)
    body[at + 3] = 1
    const reply = super.readTold({ ...answer, body })
    return reply.kind === 'ok' ? { kind: 'ok', value: { ...reply.value, has: () => true } } : reply
  }
}

class NoBytesHaveAll extends Peer {
  override readTold(answer: Answered): Reply<Told> {
    const reply = super.readTold(answer)
    const isEmpty = Buffer.from(answer.body).includes('62626b03', 0, 'hex')
    if (reply.kind !== 'ok' || !isEmpty) return reply
    return { kind: 'ok', value: { ...reply.value, has: () => true } }
  }
}

/** As a process that ends. */
class Dies extends Peer {
  override told(answer: Answered): Told {
    if (this.readTold(answer).kind === 'unreadable') throw new PortProblem('died', 'it ended')
    return super.told(answer)
  }
  override pulled(answer: Answered): Pulled {
    if (this.readPulled(answer).kind === 'unreadable') throw new PortProblem('died', 'it ended')
    return super.pulled(answer)
  }
}

export class UnavailableIsDone extends Peer {
  override isComplete(): boolean {
    return true
  }
  override countsAsDone(): boolean {
    return true
  }
}

export const clientMessages: readonly Broken[] = [
  {
    breaks: 'takes what it cannot read for the end',
    peer: of(UnreadableIsDone),
    check: 'adv-1/client/unreadable-status',
    says: /complete transfer when the server answers a push with a message that is not CBOR/,
  },
  {
    breaks: 'takes what it cannot read for nothing',
    peer: of(NothingIsDone),
    check: 'adv-1/client/unreadable-car',
    says: /complete transfer when the server answers a pull with a page of HTML/,
  },
  {
    breaks: 'takes a flood for the end',
    peer: of(UnreadableIsDone),
    check: 'adv-1/client/oversize-status',
    says: /complete transfer/,
    timeout: 6000,
  },
  {
    breaks: 'stops reading at a known block',
    peer: of(StopsAtKnown),
    check: 'adv-2/client/replays-the-root',
    says: /goes on without end .*: after 8 requests it made another/,
  },
  {
    breaks: 'goes on without progress',
    peer: of(GoesOn),
    check: 'adv-2/client/nothing-but-the-root',
    says: /goes on without end/,
  },
  {
    breaks: 'computes any number of hashes',
    peer: of(ComputesHashes),
    check: 'adv-3/client/hash-count',
    says: /does not end by itself when the server answers a push with a hash count of 2147483648/,
  },
  {
    breaks: 'takes no hashes for a filter of everything',
    peer: of(NoHashesHaveAll),
    check: 'adv-4/client/no-hashes',
    says: /sends 1 of 31 blocks/,
  },
  {
    breaks: 'takes no bytes for a filter of everything',
    peer: of(NoBytesHaveAll),
    check: 'adv-4/client/no-bytes',
    says: /sends 1 of 31 blocks/,
  },
  {
    breaks: 'dies of a filter that contradicts itself',
    dialect: 'go',
    peer: of(Dies),
    check: 'adv-5/client/filter-size',
    says: /has crashed when the server answers a push with a filter of 0 bits/,
  },
  {
    breaks: 'dies of a length in a CAR',
    peer: of(Dies),
    check: 'adv-6/client/car-length',
    says: /has crashed when the server answers a pull with a CAR whose header/,
  },
  {
    breaks: 'dies of a length in a message',
    peer: of(Dies),
    check: 'adv-6/client/message-length',
    says: /has crashed when the server answers a push with a message whose filter/,
  },
  {
    breaks: 'counts what is unavailable as done',
    peer: of(UnavailableIsDone),
    check: 'adv-7/client/unknown-root',
    says: /complete transfer when the server does not have the root/,
  },
  {
    breaks: 'counts what is unavailable as done',
    peer: of(UnavailableIsDone),
    check: 'adv-7/client/unknown-beside-known',
    says: /complete transfer when the server has all but one block/,
  },
]
