import { fromHex } from '@car-mirror/vectors'
import { hexOf } from '../bench/blocks.js'
import type { ClientBench } from '../bench/client-bench.js'
import { ReferenceReceiver } from '../reference/receiver.js'
import { storeOf } from '../reference/scripts.js'
import { filterIn, type Plan } from './plan.js'
import type { Round, Trace } from './trace.js'

/** The port's client pushes to a server of ours. @throws PortProblem */
export async function pushByClient(
  bench: ClientBench,
  plan: Plan,
  most: number,
): Promise<Trace | undefined> {
  const { wire } = bench
  const there = new Set(plan.sender.map(hexOf))
  const receiver = new ReferenceReceiver(plan.roots.map(hexOf), storeOf(plan.receiver))
  const rounds: Round[] = []
  let asked: readonly string[] = []
  const ran = await bench.push(
    {
      roots: plan.roots,
      store: plan.sender,
      rounds: most,
      coldCall: plan.given.coldCall === 'all' ? 'all' : 'one',
      script({ body }) {
        const { blocks, fault } = wire.readCar(body)
        if (fault !== undefined && body.length > 0) throw new Error(fault)
        const [lacking, held] = [receiver.missing, receiver.held]
        const fresh = blocks.filter((block) => receiver.take(block) === 'stored').length
        const filter = filterIn(plan, receiver.held)
        const before = asked
        asked = receiver.missing
        rounds.push({
          ...{ asked: before, lacking, there: before.filter((cid) => there.has(cid)), filter },
          ...{ blocks, fresh, bytes: body.length, held },
        })
        return wire.wants({ roots: asked.map(fromHex), filter })
      },
    },
    'the server is as it should be',
  )
  if (!ran) return undefined
  const { complete, unavailable, error, detail } = ran.end
  return {
    rounds,
    stored: new Set(receiver.store.keys()),
    complete,
    unavailable,
    error: error && `${error}${detail ? `: ${detail}` : ''}`,
  }
}
