import { fromHex, type Hex, type Profile } from '@car-mirror/vectors'
import type { Framed } from '@car-mirror/vectors/by-hand'
import { FaultyStore } from '../../../src/adapters/model/stores.js'
import { framedIn } from '../../../src/checks/reference/links.js'
import { ReferenceReceiver } from '../../../src/checks/reference/receiver.js'
import { sentFrom } from '../../../src/checks/reference/sender.js'
import type { Port } from '../../../src/suite/port.js'
import type { Answered } from '../../../src/wire/reply.js'
import { type Wire, wireOf } from '../../../src/wire/wire.js'
import { bodyOf, type Listening, listening } from './listening.js'

/** A request that has been read to its end. */
export interface Request {
  readonly path: string
  readonly type: string | undefined
  readonly body: Uint8Array
}

/** Stands for an answer that never comes. */
export const NEVER: Promise<never> = new Promise(() => {})

/** The server of a peer. Each decision is a method, so that a broken one has one line changed. */
export class ServingPeer {
  readonly dialect: Profile
  readonly wire: Wire
  running: Listening | undefined

  constructor(dialect: Profile) {
    this.dialect = dialect
    this.wire = wireOf(dialect)
  }

  readonly server = {
    exact: true,
    serve: async (...[blocks, fault]: Parameters<NonNullable<Port['server']>['serve']>) => {
      await this.close()
      const store = FaultyStore.of(blocks, fault)
      this.running = await listening(
        (incoming, outgoing) => {
          const { url: path = '', headers } = incoming
          bodyOf(incoming)
            .then((body) => this.respond(store, { path, type: headers['content-type'], body }))
            .then(({ status, type, body }) =>
              outgoing.writeHead(status, { 'content-type': type }).end(body),
            )
            .catch(() => outgoing.destroy())
        },
        store,
        () => this.memory(),
      )
      return this.running
    },
  }

  async close(): Promise<void> {
    await this.running?.close()
  }

  async restart(): Promise<void> {
    await this.close()
  }

  memory(): number | undefined {
    return 0
  }

  async respond(store: FaultyStore, request: Request): Promise<Answered> {
    try {
      const route = this.wire.route(request.path.replace('&diff=', '?diff='))
      if (route === undefined) return refusal(404)
      if (route.direction === 'push') return await this.servePush(store, request, route.top)
      return this.takesType(request)
        ? await this.servePull(store, request, route.top)
        : refusal(415)
    } catch {
      return refusal(500)
    }
  }

  takesType({ type }: Request): boolean {
    return this.dialect === 'go' || type === undefined || !type.startsWith('text/')
  }

  async servePull(store: FaultyStore, { body }: Request, top: Hex | undefined): Promise<Answered> {
    let asked: ReturnType<Wire['asked']>
    try {
      asked = this.readPull(body)
    } catch {
      return this.unreadablePull(store, top)
    }
    if (asked.roots.length === 0) return refusal(400)
    const { available, blocks } = this.sent(store, asked.roots, asked.has)
    if (this.isAbsent(available, asked.roots, store)) return this.lacks()
    return this.wire.gives(available, framedIn(store, blocks))
  }

  readPull(body: Uint8Array): ReturnType<Wire['asked']> {
    return this.wire.asked(body)
  }

  unreadablePull(_store: FaultyStore, _top: Hex | undefined): Answered {
    return refusal(400)
  }

  sent(store: FaultyStore, roots: readonly Hex[], has: (cid: Hex) => boolean) {
    return sentFrom(store, roots, { order: 'breadth-first', hits: has })
  }

  isAbsent(available: readonly Hex[], _asked: readonly Hex[], _store: FaultyStore): boolean {
    return available.length === 0
  }

  lacks(): Answered | Promise<Answered> {
    return this.wire.lacks()
  }

  async servePush(store: FaultyStore, { body }: Request, top: Hex | undefined): Promise<Answered> {
    const { roots, blocks, fault } = this.readCar(body)
    if (this.lacksRoots(roots) && fault === undefined) return refusal(400)
    const receiver = this.receiver(top === undefined ? roots : [top], store)
    for (const block of blocks) if (!this.take(receiver, block)) return refusal(400)
    if (fault !== undefined) return refusal(400)
    return this.wire.wants({ roots: this.missing(receiver).map(fromHex) })
  }

  readCar(body: Uint8Array): ReturnType<Wire['readCar']> {
    return this.wire.readCar(body)
  }

  lacksRoots(roots: readonly Hex[]): boolean {
    return roots.length === 0
  }

  receiver(roots: readonly Hex[], store: FaultyStore): ReferenceReceiver {
    return new ReferenceReceiver(roots, store)
  }

  /** Whether the transfer goes on. */
  take(receiver: ReferenceReceiver, block: Framed): boolean {
    const taken = receiver.take(block)
    return taken !== 'forged' && taken !== 'unreadable'
  }

  missing(receiver: ReferenceReceiver): Hex[] {
    return receiver.missing
  }
}

export function refusal(status: number): Answered {
  const problem = JSON.stringify({ status, code: status === 404 ? 'ERR_ROUTE' : 'no', title: 'no' })
  return {
    status,
    type: 'application/problem+json',
    body: Buffer.from(problem),
  }
}
