import type { Hex } from '@car-mirror/vectors'
import type { Framed } from '@car-mirror/vectors/by-hand'
import type { FaultyStore } from '../../../../src/adapters/model/stores.js'
import { framedIn } from '../../../../src/checks/reference/links.js'
import type { ReferenceReceiver } from '../../../../src/checks/reference/receiver.js'
import type { Answered } from '../../../../src/wire/reply.js'
import { Peer } from '../peer.js'
import { NEVER, type Request, refusal } from '../serving-peer.js'
import { type Broken, of } from './broken.js'

class EverythingForUnreadable extends Peer {
  override unreadablePull(store: FaultyStore): Answered {
    return this.wire.gives([], framedIn(store, store.keys()))
  }
}

class AnyMediaTypeIsNone extends Peer {
  override async respond(store: FaultyStore, request: Request): Promise<Answered> {
    if (this.takesType(request)) return super.respond(store, request)
    return this.wire.gives([], framedIn(store, store.keys()))
  }
}

class FailsOnOversize extends Peer {
  override async respond(store: FaultyStore, request: Request): Promise<Answered> {
    return request.body.length > 1e6 ? refusal(500) : super.respond(store, request)
  }
}

export class StopsAtKnown extends Peer {
  override take(receiver: ReferenceReceiver, block: Framed): boolean {
    // What follows is not looked at; the answer is what it would have been.
    if (this.stopped) return true
    this.stopped = receiver.take(block) === 'known'
    return true
  }
  stopped = false
  override receiver(roots: readonly Hex[], store: FaultyStore): ReferenceReceiver {
    this.stopped = false
    return super.receiver(roots, store)
  }
}

/** Never answers what a test says it should not. */
export class Wedged extends Peer {
  override async servePull(store: FaultyStore, request: Request, top: Hex | undefined) {
    if (this.wedges(store, request)) return NEVER
    return super.servePull(store, request, top)
  }
  wedges(_store: FaultyStore, _request: Request): boolean {
    return false
  }
}

class ComputesHashes extends Wedged {
  override wedges(_store: FaultyStore, { body }: Request): boolean {
    return Buffer.from(body).includes('1a80000000', 0, 'hex')
  }
}

class NoHashesHaveAll extends Peer {
  override readPull(body: Uint8Array) {
    const readable = Buffer.from(body)
    // 62626b 00: a hash count of zero.
    const at = readable.indexOf('62626b00', 0, 'hex')
    if (at === -1) return super.readPull(body)
    readable[at + 3] = 1
    return { ...super.readPull(readable), has: () => true }
  }
}

class NoBytesHaveAll extends Peer {
  override readPull(body: Uint8Array) {
    const has = Buffer.from(body).includes('62626b03', 0, 'hex') ? () => true : undefined
    return { ...super.readPull(body), ...(has && { has }) }
  }
}

/** As a process that ends. */
class Crashes extends Peer {
  override unreadablePull(): Answered {
    this.running?.die()
    return refusal(400)
  }
}

class Grows extends Peer {
  grown = 0
  override memory(): number {
    return this.grown
  }
  override readCar(body: Uint8Array) {
    const car = super.readCar(body)
    if (car.fault !== undefined) this.grown = 2 ** 30
    return car
  }
}

class NeverSaysNo extends Peer {
  override lacks(): Promise<Answered> {
    return NEVER
  }
}

class AllOrNothing extends Peer {
  override isAbsent(available: readonly Hex[], asked: readonly Hex[]): boolean {
    return available.length < asked.length
  }
}

export const serverMessages: readonly Broken[] = [
  {
    breaks: 'answers what it cannot read with everything',
    peer: of(EverythingForUnreadable),
    check: 'adv-1/server/unreadable-pull',
    says: /not CBOR was not refused: it was taken/,
  },
  {
    breaks: 'answers another media type with everything',
    peer: of(AnyMediaTypeIsNone),
    check: 'adv-1/server/media-type',
    says: /blocks too many/,
  },
  {
    breaks: 'fails at a large message',
    peer: of(FailsOnOversize),
    check: 'adv-1/server/oversize',
    says: /status 500/,
  },
  {
    breaks: 'stops reading at a known block',
    peer: of(StopsAtKnown),
    check: 'adv-2/server/replays-the-root',
    says: /should lack nothing, and asks for 2 blocks/,
  },
  {
    breaks: 'computes any number of hashes',
    peer: of(ComputesHashes),
    check: 'adv-3/server/hash-count',
    says: /wedged: no answer to a pull with a hash count of 2147483648/,
  },
  {
    breaks: 'takes no hashes for a filter of everything',
    peer: of(NoHashesHaveAll),
    check: 'adv-4/server/no-hashes',
    says: /lacks 5 of 6 blocks/,
  },
  {
    breaks: 'takes no bytes for a filter of everything',
    peer: of(NoBytesHaveAll),
    check: 'adv-4/server/no-bytes',
    says: /lacks 5 of 6 blocks/,
  },
  {
    breaks: 'dies of a filter that contradicts itself',
    dialect: 'go',
    peer: of(Crashes),
    check: 'adv-5/server/filter-size',
    says: /has crashed on a pull with a filter of 0 bits in eight bytes/,
  },
  {
    breaks: 'dies of a length',
    peer: of(Crashes),
    check: 'adv-6/server/length',
    says: /has crashed on a pull of a message whose filter is to have 2\^46 bytes/,
  },
  {
    breaks: 'takes memory for a length',
    peer: of(Grows),
    check: 'adv-6/server/length',
    says: /memory has grown by 1024 MiB/,
  },
  {
    breaks: 'never says that a root is not there',
    peer: of(NeverSaysNo),
    check: 'adv-7/server/unknown-root',
    says: /wedged: no answer to a pull of an unknown root/,
  },
  {
    breaks: 'gives nothing unless it has all',
    peer: of(AllOrNothing),
    check: 'adv-7/server/unknown-beside-known',
    says: /no root is there/,
  },
]
