import type { Hex } from '@car-mirror/vectors'
import type { Framed } from '@car-mirror/vectors/by-hand'
import { type Told, wordsOf } from '../../wire/reply.js'
import { hexOf } from '../bench/blocks.js'
import type { ServerBench } from '../bench/server-bench.js'
import { framedIn } from '../reference/links.js'
import { ReferenceReceiver } from '../reference/receiver.js'
import { storeOf } from '../reference/scripts.js'
import { sentFrom } from '../reference/sender.js'
import { asSent, type Plan } from './plan.js'
import type { Round, Trace } from './trace.js'

/**
 * A client of ours pushes to the port's server, round by round. What the server should hold is
 * known from a receiver of ours that is given the same.
 * @throws PortProblem, Enough
 */
export async function pushToServer(bench: ServerBench, plan: Plan, most: number): Promise<Trace> {
  await bench.serve(plan.receiver)
  const source = storeOf(plan.sender)
  const mirror = new ReferenceReceiver(plan.roots.map(hexOf), storeOf(plan.receiver))
  const unavailable = new Set<Hex>()
  const rounds: Round[] = []
  let told: Told | undefined
  let stop: string | undefined
  for (
    let blocks = coldCall(bench, plan);
    rounds.length < most;
    blocks = next(plan, source, told)
  ) {
    const what = `round ${rounds.length + 1} of a push`
    const held = mirror.held
    const sent = asSent(plan, blocks)
    const fresh = sent.filter((block) => mirror.take(block) === 'stored').length
    const reply = await bench.askPush(outgoing(bench, plan, sent), what)
    told = reply.kind === 'ok' ? reply.value : undefined
    const isLie = plan.lies !== undefined && sent.includes(plan.lies.forged)
    if (reply.kind !== 'ok' && !isLie) stop = `In ${what}, ${wordsOf(reply)}.`
    const asked = told?.missing ?? []
    const there = asked.filter((cid) => source.has(cid))
    for (const cid of asked) if (!source.has(cid)) unavailable.add(cid)
    const lacking = mirror.missing
    rounds.push({ asked, lacking, there, blocks: sent, fresh, bytes: bench.answered, held })
    if (there.length === 0) break
  }
  if (plan.lies) await bench.expectVerified()
  const stored = await bench.stored()
  return {
    rounds,
    stop,
    stored:
      stored && new Set(stored.map(({ cid }) => cid).filter((cid) => cid !== hexOf(bench.healthy))),
    complete: told?.complete ?? false,
    unavailable: told?.complete ? [] : [...unavailable],
  }
}

function outgoing({ wire }: ServerBench, { roots, lies }: Plan, blocks: readonly Framed[]) {
  const cids = roots.map(({ cid }) => cid)
  if (blocks.length === 0) return wire.question(...cids)
  // A header that named every block would make a stranger one of the roots.
  return lies ? wire.pushNaming(cids, blocks) : wire.push(cids, blocks)
}

function coldCall({ wire }: ServerBench, { given, roots, sender, hits }: Plan): Framed[] {
  const store = storeOf(sender)
  // In one dialect no header says what the DAG roots are: all of them have to come.
  const one = wire.profile === 'go' ? roots.length : 1
  const most = { question: 0, one, all: given.most }[given.coldCall]
  const walk = { order: given.order, most, hits: (cid: Hex) => hits.has(cid) }
  return framedIn(store, sentFrom(store, roots.map(hexOf), walk).blocks)
}

function next(
  { given, hits }: Plan,
  store: ReturnType<typeof storeOf>,
  told: Told | undefined,
): Framed[] {
  if (!told) return []
  const walk = {
    order: given.order,
    most: given.most,
    hits: (cid: Hex) => told.has(cid) || hits.has(cid),
  }
  return framedIn(store, sentFrom(store, told.missing, walk).blocks)
}
