import { setTimeout as sleep } from 'node:timers/promises'
import { fromHex, type Hex, toHex } from '@car-mirror/vectors'
import type { Framed } from '@car-mirror/vectors/by-hand'
import type { FaultyStore } from '../../../../src/adapters/model/stores.js'
import { ReferenceReceiver } from '../../../../src/checks/reference/receiver.js'
import { Peer } from '../peer.js'
import type { Request } from '../serving-peer.js'
import { type Broken, of } from './broken.js'

class AnswersOnce extends Peer {
  served = new Set<string>()
  override async servePull(store: FaultyStore, request: Request, top: Hex | undefined) {
    const key = toHex(request.body)
    if (this.served.has(key)) return this.wire.lacks()
    this.served.add(key)
    return super.servePull(store, request, top)
  }
}

export class RootsMayHit extends Peer {
  override sent(store: FaultyStore, roots: readonly Hex[], has: (cid: Hex) => boolean) {
    const sent = super.sent(store, roots, has)
    return { ...sent, blocks: sent.blocks.filter((cid) => !has(cid)) }
  }
}

class ManyRootsFail extends Peer {
  override readPull(body: Uint8Array) {
    const asked = super.readPull(body)
    if (asked.roots.length > 10_000) throw new Error('too many')
    return asked
  }
}

/** Looks through the list for every block, which takes its time. */
class ListForEachBlock extends Peer {
  override async servePull(store: FaultyStore, request: Request, top: Hex | undefined) {
    if (store.size > 10_000 && request.body.length > 1e6) await sleep(8000)
    return super.servePull(store, request, top)
  }
}

export class PartialIsNothing extends Peer {
  override isAbsent(available: readonly Hex[], _: readonly Hex[], store: FaultyStore): boolean {
    const receiver = new ReferenceReceiver(available, store)
    return available.length === 0 || !receiver.isComplete
  }
}

class NoIdentity extends Peer {
  override sent(store: FaultyStore, roots: readonly Hex[], has: (cid: Hex) => boolean) {
    for (const bytes of store.values()) {
      if (Buffer.from(bytes).includes('01550004', 0, 'hex')) throw new Error('identity')
    }
    return super.sent(store, roots, has)
  }
}

class FailuresPass extends Peer {
  override take(receiver: ReferenceReceiver, block: Framed): boolean {
    try {
      return super.take(receiver, block)
    } catch {
      this.failed = true
      return true
    }
  }
  failed = false
  override missing(receiver: ReferenceReceiver): Hex[] {
    return this.failed ? [] : super.missing(receiver)
  }
}

class ReadFailuresPass extends Peer {
  override async servePull(store: FaultyStore, request: Request, top: Hex | undefined) {
    try {
      return await super.servePull(store, request, top)
    } catch {
      return this.wire.lacks()
    }
  }
}

class KeysInOrder extends Peer {
  override readPull(body: Uint8Array) {
    if (!Buffer.from(body).subarray(1).includes('626262', 0, 'hex')) throw new Error('no bb')
    if (Buffer.from(body).subarray(1, 4).toString('hex') !== '626262') throw new Error('order')
    return super.readPull(body)
  }
}

class DiffIsARoot extends Peer {
  override async servePush(store: FaultyStore, request: Request, top: Hex | undefined) {
    const answer = await super.servePush(store, request, top)
    if (!/[?&]diff=b/.test(request.path)) return answer
    return this.wire.wants({ roots: [...store.keys()].slice(-1).map(fromHex) })
  }
}

export const serverRounds: readonly Broken[] = [
  {
    breaks: 'answers a request once',
    peer: of(AnswersOnce),
    check: 'adv-15/server/same-request',
    says: /no root is there/,
  },
  {
    breaks: 'leaves out a requested root that hits',
    peer: of(RootsMayHit),
    check: 'adv-16/server/false-positive',
    says: /Asked for by name, and hitting the filter/,
  },
  {
    breaks: 'refuses many roots',
    peer: of(ManyRootsFail),
    check: 'adv-17/server/many-roots',
    says: /status 400/,
    timeout: 6000,
  },
  {
    breaks: 'looks through the list for every block',
    peer: of(ListForEachBlock),
    check: 'adv-17/server/many-roots',
    says: /The list is looked through for every block/,
    timeout: 6000,
  },
  {
    breaks: 'gives nothing of a DAG of which it lacks a leaf',
    peer: of(PartialIsNothing),
    check: 'adv-18/server/partial-sender',
    says: /no root is there/,
  },
  {
    breaks: 'fails at an identity CID',
    peer: of(NoIdentity),
    check: 'adv-19/server/identity-link',
    says: /status 500/,
  },
  {
    breaks: 'answers a push as complete when its store fails',
    peer: of(FailuresPass),
    check: 'adv-20/server/put-fails',
    says: /answered as complete, though the store fails from put 1 on/,
  },
  {
    breaks: 'takes a failing store for an empty one',
    peer: of(ReadFailuresPass),
    check: 'adv-20/server/get-fails',
    says: /said not to be there, though the store fails/,
  },
  {
    breaks: 'wants its keys in order',
    peer: of(KeysInOrder),
    check: 'adv-21/server/other-spelling',
    says: /keys stand in another order was not answered as it should be/,
  },
  {
    breaks: 'asks for what lies below diff',
    peer: of(DiffIsARoot),
    check: 'adv-22/server/diff',
    says: /should lack nothing, and asks for 1 block:/,
  },
  {
    breaks: 'asks for what lies below diff as it is printed',
    peer: of(DiffIsARoot),
    check: 'adv-22/server/diff-as-printed',
    says: /should lack nothing, and asks for 1 block:/,
  },
]
