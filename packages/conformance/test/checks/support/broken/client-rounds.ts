import type { Hex } from '@car-mirror/vectors'
import type { Framed } from '@car-mirror/vectors/by-hand'
import type { FaultyStore } from '../../../../src/adapters/model/stores.js'
import type { ReferenceReceiver } from '../../../../src/checks/reference/receiver.js'
import type { Job } from '../../../../src/suite/port.js'
import type { Answered, Outgoing, Reply, Told } from '../../../../src/wire/reply.js'
import { Peer } from '../peer.js'
import { type Broken, of } from './broken.js'
import { GoesOn, UnavailableIsDone } from './client-messages.js'

/** Leaves out what hits, though it was asked for. */
export class AskedMayHit extends Peer {
  override sent(store: FaultyStore, roots: readonly Hex[], has: (cid: Hex) => boolean) {
    const sent = super.sent(store, roots, has)
    return { ...sent, blocks: sent.blocks.filter((cid) => !has(cid)) }
  }
}

export class AsksForRootsAlone extends Peer {
  override pullOf(job: Job): Outgoing {
    return super.pullOf(job, job.roots)
  }
  override marksUnavailable(): boolean {
    return false
  }
}

class ManyRootsFail extends Peer {
  override told(answer: Answered): Told {
    const told = super.told(answer)
    if (told.missing.length > 10_000) throw new Error('too many')
    return told
  }
}

export class WholeOrNothing extends Peer {
  override async push(...[job, store]: Parameters<Peer['push']>) {
    const receiver = this.receiver(job.roots, store)
    if (!receiver.isComplete) throw new Error('not found')
    return super.push(job, store)
  }
}

class NoIdentity extends Peer {
  override take(receiver: ReferenceReceiver, block: Framed): boolean {
    if (Buffer.from(block.bytes).includes('01550004', 0, 'hex')) throw new Error('identity')
    return super.take(receiver, block)
  }
}

class FailuresPass extends Peer {
  override async pull(job: Job, store: FaultyStore) {
    try {
      return await super.pull(job, store)
    } catch {
      return { complete: true, unavailable: [] }
    }
  }
}

class ReadFailuresPass extends Peer {
  override async push(...[job, store]: Parameters<Peer['push']>) {
    try {
      return await super.push(job, store)
    } catch {
      return { complete: true, unavailable: [] }
    }
  }
}

class KeysInOrder extends Peer {
  override readTold(answer: Answered): Reply<Told> {
    if (Buffer.from(answer.body).subarray(1, 4).toString('hex') === '626262') {
      return super.readTold(answer)
    }
    return { kind: 'unreadable', why: 'the order', status: answer.status }
  }
}

class DiffIsARoot extends Peer {
  override async push(...[job, store]: Parameters<Peer['push']>) {
    const strangers = [...store.keys()].filter((cid) => !job.roots.includes(cid))
    return super.push({ ...job, roots: [...job.roots, ...strangers] }, store)
  }
}

class DiffIsNotNamed extends Peer {
  override named(_: Job, outgoing: Outgoing): Outgoing {
    return outgoing
  }
}

export const clientRounds: readonly Broken[] = [
  {
    breaks: 'sends the same for ever',
    peer: of(GoesOn),
    check: 'adv-15/client/insatiable-server',
    says: /goes on without end when the server asks for the root for ever/,
  },
  {
    breaks: 'asks the same for ever',
    peer: of(GoesOn),
    check: 'adv-15/client/empty-promises',
    says: /goes on without end/,
  },
  {
    breaks: 'leaves out what it was asked for',
    peer: of(AskedMayHit),
    check: 'adv-16/client/push-false-positive',
    says: /does not complete the transfer/,
  },
  {
    breaks: 'asks for the roots alone',
    peer: of(AsksForRootsAlone),
    check: 'adv-16/client/pull-false-positive',
    says: /does not complete the transfer/,
  },
  {
    breaks: 'fails at many roots',
    peer: of(ManyRootsFail),
    check: 'adv-17/client/many-roots',
    says: /does not complete the transfer/,
    timeout: 6000,
  },
  {
    breaks: 'sends nothing unless it has all',
    peer: of(WholeOrNothing),
    check: 'adv-18/client/partial-sender',
    says: /has got 0 of 5 blocks/,
  },
  {
    breaks: 'counts what is unavailable as done',
    peer: of(UnavailableIsDone),
    check: 'adv-18/client/lacks-the-root',
    says: /complete transfer/,
  },
  {
    breaks: 'fails at an identity CID',
    peer: of(NoIdentity),
    check: 'adv-19/client/identity-link',
    says: /does not complete the transfer when it pulls/,
  },
  {
    breaks: 'says complete when its store fails',
    peer: of(FailuresPass),
    check: 'adv-20/client/put-fails',
    says: /complete transfer when its store fails from put 1 on/,
  },
  {
    breaks: 'says complete when its store cannot be read',
    peer: of(ReadFailuresPass),
    check: 'adv-20/client/get-fails',
    says: /complete transfer when its store fails from get 1 on/,
  },
  {
    breaks: 'wants its keys in order',
    peer: of(KeysInOrder),
    check: 'adv-21/client/other-spelling',
    says: /does not complete the transfer .*keys stand in another order/,
  },
  {
    breaks: 'pushes what lies below diff',
    peer: of(DiffIsARoot),
    check: 'adv-22/client/diff',
    says: /sends what is not below the root/,
  },
  {
    breaks: 'does not name diff',
    peer: of(DiffIsNotNamed),
    check: 'adv-22/client/diff',
    says: /does not name the diff/,
  },
]
