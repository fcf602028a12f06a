import type { Hex } from '@car-mirror/vectors'
import { hexOf } from '../bench/blocks.js'
import type { ClientBench } from '../bench/client-bench.js'
import { framedIn } from '../reference/links.js'
import { ReferenceReceiver } from '../reference/receiver.js'
import { storeOf } from '../reference/scripts.js'
import { sentFrom } from '../reference/sender.js'
import { asSent, type Plan } from './plan.js'
import type { Round, Trace } from './trace.js'

/** The port's client pulls from a server of ours. @throws PortProblem */
export async function pullByClient(
  bench: ClientBench,
  plan: Plan,
  most: number,
): Promise<Trace | undefined> {
  const { wire } = bench
  const { order, most: perRound } = plan.given
  const source = storeOf(plan.sender)
  const mirror = new ReferenceReceiver(plan.roots.map(hexOf), storeOf(plan.receiver))
  const rounds: Round[] = []
  const ran = await bench.pull(
    {
      roots: plan.roots,
      store: plan.receiver,
      rounds: most,
      script({ body }) {
        const { roots: named, has } = wire.asked(body)
        const [lacking, held] = [mirror.missing, mirror.held]
        // One port does not answer unless something of what is asked for is there, so that whoever
        // knows it asks for a block that both have as well.
        const asked = wire.profile === 'go' ? named.filter((cid) => !held.includes(cid)) : named
        const hits = (cid: Hex) => has(cid) || plan.hits.has(cid)
        const sent = sentFrom(source, named, { order, hits, most: perRound })
        const blocks = asSent(plan, framedIn(source, sent.blocks))
        const fresh = blocks.filter((block) => mirror.take(block) === 'stored').length
        const denied = new Set(mirror.missing)
        mirror.giveUp(asked.filter((cid) => denied.has(cid) && !sent.available.includes(cid)))
        rounds.push({
          asked,
          lacking,
          there: sent.available,
          blocks,
          fresh,
          bytes: body.length,
          held,
        })
        return wire.gives(sent.available, blocks)
      },
    },
    'the server is as it should be',
  )
  if (!ran) return undefined
  const { complete, unavailable, stored, error, detail } = ran.end
  return {
    rounds,
    stored: stored && new Set(stored.map(({ cid }) => cid)),
    complete,
    unavailable,
    error: error && `${error}${detail ? `: ${detail}` : ''}`,
  }
}
