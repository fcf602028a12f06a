import { BloomFilter } from '@car-mirror/bloom'
import {
  type Answer,
  mirror,
  Receiver,
  type ReceivingPeer,
  Sender,
  type SendingPeer,
  type Status,
} from '@car-mirror/core'
import { type Direction, specDialect } from '@car-mirror/http-transport'
import type { CID } from 'multiformats/cid'
import { type MakeFilter, withFilter } from './chosen-filter.js'
import type { Scenario } from './scenario.js'
import { type Traffic, Wire } from './wire.js'

/** How a transfer is made. */
export interface Manner {
  readonly direction: Direction
  /** Whether the client names the older root to the server. */
  readonly diff?: boolean
  /** Whether the client makes use of the older root itself. */
  readonly basis?: boolean
  /** Another filter than the engine would make. */
  readonly filter?: MakeFilter
  /** Payload bytes of the first round of a push. Default: as `push` has it. */
  readonly coldCall?: number
}

/** What a transfer took. */
export interface Run extends Traffic {
  readonly rounds: number
  /** Subgraph roots asked for by name in all rounds but the first. */
  readonly askedAgain: number
}

/** As `push` of http-transport has it, and without a guess where the answer will say more. */
const COLD_CALL = 1024 * 1024
const ROOT_ONLY = 0

/**
 * The engine of both sides in one process, with the messages of the specification in between.
 * @throws Error unless the transfer is complete
 */
export async function transfer(scenario: Scenario, manner: Manner): Promise<Run> {
  const wire = new Wire(scenario.to)
  const [sender, receiver] = await peersOf(scenario, manner, wire)
  let askedAgain = 0
  const counting: ReceivingPeer = {
    status: () => receiver.status(),
    async take(answer) {
      const status = await receiver.take(answer)
      askedAgain += status.missing.length
      return status
    },
    get unavailable() {
      return receiver.unavailable
    },
  }
  const { rounds, complete } = await mirror(sender, counting)
  if (!complete) throw new Error(`an incomplete ${manner.direction}`)
  return { ...wire.traffic, rounds, askedAgain }
}

async function peersOf(
  scenario: Scenario,
  { direction, diff, basis, filter, coldCall = diff ? ROOT_ONLY : COLD_CALL }: Manner,
  wire: Wire,
): Promise<[SendingPeer, ReceivingPeer]> {
  const { from, to, root, oldRoot } = scenario
  const older = (use = false) => (use && oldRoot ? [oldRoot] : [])
  if (direction === 'pull') {
    const receiver = await Receiver.open({ store: to, roots: [root], basis: older(basis) })
    return [pullServer(scenario, older(diff), wire), filtering(receiver, scenario, filter)]
  }
  const sender = await Sender.open({ store: from, basis: older(basis) })
  const pace = specDialect.pace(coldCall)
  const client: SendingPeer = {
    answer: (status) => sender.answer(status, pace(status.missing.length, false)),
  }
  return [client, pushServer(scenario, older(diff), wire, filter)]
}

function filtering(
  receiver: ReceivingPeer,
  { to }: Scenario,
  filter: MakeFilter | undefined,
): ReceivingPeer {
  return {
    status: async () => withFilter(await receiver.status(), to, filter),
    take: async (answer) => withFilter(await receiver.take(answer), to, filter),
    get unavailable() {
      return receiver.unavailable
    },
  }
}

/** Remembers nothing between rounds. */
function pullServer({ from }: Scenario, basis: CID[], wire: Wire): SendingPeer {
  return {
    async answer(status) {
      const asked = wire.pullRequest(status)
      const sender = await Sender.open({ store: from, basis })
      const { available, blocks } = await sender.answer(asked, specDialect.answering())
      const car = await wire.car('pull', available, blocks)
      return { available: car.roots, blocks: car.blocks }
    },
  }
}

/** Remembers nothing between rounds. The first status is the client's own: it knows nothing yet. */
function pushServer(
  { root, to }: Scenario,
  basis: CID[],
  wire: Wire,
  filter: MakeFilter | undefined,
): ReceivingPeer {
  return {
    status: async (): Promise<Status> => ({ missing: [root], have: BloomFilter.empty() }),
    async take({ blocks }: Answer) {
      const car = await wire.car('push', [root], blocks)
      const receiver = await Receiver.open({ store: to, roots: car.roots, basis })
      const status = await receiver.take({ available: [], blocks: car.blocks })
      return wire.pushAnswer(withFilter(status, to, filter))
    },
    unavailable: [],
  }
}
