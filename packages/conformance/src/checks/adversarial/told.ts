import type { Framed } from '@car-mirror/vectors/by-hand'
import type { WrittenFilter } from '../../wire/form.js'
import type { ClientBench, Ran } from '../bench/client-bench.js'
import { chain } from '../dags/dags.js'
import { receivingServer, storeOf } from '../reference/scripts.js'
import { hasBlock } from './expect.js'

/** More blocks than a first round of any port that keeps it short. */
const LENGTH = 32

/** A push to a server whose first answer has a filter to be looked at. */
export interface ToldPush {
  readonly ran: Ran | undefined
  /** What the second request should have: all that had not arrived by then. */
  readonly rest: readonly Framed[]
  /** What it has. */
  readonly sent: readonly Framed[]
}

/**
 * Pushes a chain to a server that has kept but the root of the first round, whatever came, and
 * tells so with a filter. A port that sends nothing twice in a session, as one does, is told the
 * truth instead.
 */
export async function pushTold(
  bench: ClientBench,
  filter: WrittenFilter,
  salt: string,
  when: string,
): Promise<ToldPush> {
  const { wire } = bench
  const blocks = chain(salt, LENGTH)
  const root = blocks[0]!
  const { script, receiver } = receivingServer(wire, [root], storeOf([]))
  let arrived: readonly Framed[] = []
  const ran = await bench.push(
    {
      roots: [root],
      store: blocks,
      coldCall: 'one',
      async script(seen, count) {
        if (count > 1) return script(seen, count)
        const first = wire.readCar(seen.body).blocks
        arrived = wire.profile === 'go' ? first : first.slice(0, 1)
        for (const block of arrived) receiver.take(block)
        const roots = receiver.missing.map((cid) => Buffer.from(cid, 'hex'))
        return wire.wants({ roots, filter })
      },
    },
    when,
  )
  const second = ran?.seen[1]
  const rest = blocks.filter((block) => !hasBlock(arrived, block))
  return { ran, rest, sent: second ? wire.readCar(second.body).blocks : [] }
}
