import { fromHex, type Hex, toHex } from '@car-mirror/vectors'
import type { Framed } from '@car-mirror/vectors/by-hand'
import type { Store } from '../../model/dag.js'
import type { WrittenFilter } from '../../wire/form.js'
import type { Outgoing } from '../../wire/reply.js'
import type { Script } from '../../wire/scripted-server.js'
import type { Wire } from '../../wire/wire.js'
import { framedIn } from './links.js'
import { ReferenceReceiver } from './receiver.js'
import { sentFrom, type Walk } from './sender.js'

/** Blocks as a store that the references work on. */
export function storeOf(blocks: readonly Framed[]): Store {
  return new Map(blocks.map(({ cid, bytes }) => [toHex(cid), bytes]))
}

/** The roots that a pull asks for; none if it cannot be read. */
export function askedIn(wire: Wire, { body }: Outgoing): Hex[] {
  try {
    return [...wire.asked(body).roots]
  } catch {
    return []
  }
}

/** Answers pulls from a store as the clauses have it. */
export function sendingScript(wire: Wire, store: Store, walk: Partial<Walk> = {}): Script {
  return ({ body }) => {
    const { roots, has } = wire.asked(body)
    const hits = (cid: Hex) => has(cid) || (walk.hits?.(cid) ?? false)
    // Parents before their children and level by level: the order that every port can take.
    const { available, blocks } = sentFrom(store, roots, { order: 'breadth-first', ...walk, hits })
    return wire.gives(available, framedIn(store, blocks))
  }
}

export interface ReceivingServer {
  readonly script: Script
  readonly receiver: ReferenceReceiver
  /** What is wrong with a CAR that could not be read. */
  readonly faults: readonly string[]
}

/**
 * Answers pushes as the clauses have it.
 * @param filter what each answer says of the store; nothing if it is left out
 */
export function receivingServer(
  wire: Wire,
  roots: readonly Framed[],
  store: Store,
  filter: (held: readonly Hex[]) => WrittenFilter | undefined = () => undefined,
): ReceivingServer {
  const receiver = new ReferenceReceiver(
    roots.map(({ cid }) => toHex(cid)),
    store,
  )
  const faults: string[] = []
  const script: Script = ({ body }) => {
    const { blocks, fault } = wire.readCar(body)
    // In one dialect no bytes are a CAR without blocks.
    if (fault !== undefined && body.length > 0) faults.push(fault)
    for (const block of blocks) receiver.take(block)
    const said = filter(receiver.held)
    return wire.wants({ roots: receiver.missing.map(fromHex), ...(said && { filter: said }) })
  }
  return { script, receiver, faults }
}
