import { fromHex, type Hex } from '@car-mirror/vectors'
import { wordsOf } from '../../wire/reply.js'
import { hexOf } from '../bench/blocks.js'
import type { ServerBench } from '../bench/server-bench.js'
import { ReferenceReceiver } from '../reference/receiver.js'
import { storeOf } from '../reference/scripts.js'
import { filterIn, type Plan } from './plan.js'
import type { Round, Trace } from './trace.js'

/** A client of ours pulls from the port's server, round by round. @throws PortProblem, Enough */
export async function pullFromServer(bench: ServerBench, plan: Plan, most: number): Promise<Trace> {
  await bench.serve(plan.sender)
  const there = new Set(plan.sender.map(hexOf))
  const receiver = new ReferenceReceiver(plan.roots.map(hexOf), storeOf(plan.receiver))
  const rounds: Round[] = []
  let stop: string | undefined
  while (receiver.missing.length > 0 && rounds.length < most && stop === undefined) {
    const asked = receiver.missing
    const held = receiver.held
    const filter = filterIn(plan, held)
    const what = `round ${rounds.length + 1} of a pull`
    const reply = await bench.pull(plan.roots[0]!, { roots: asked.map(fromHex), filter }, what)
    const blocks = reply.kind === 'ok' ? reply.value.blocks : []
    const fresh = blocks.filter((block) => receiver.take(block) === 'stored').length
    rounds.push({
      ...{ asked, lacking: asked, there: asked.filter((cid) => there.has(cid)), filter },
      ...{ blocks, fresh, bytes: bench.answered, held },
    })
    if (reply.kind === 'ok') receiver.giveUp(denied(asked, reply.value.promised, receiver))
    else if (reply.kind === 'absent') receiver.giveUp(asked)
    else stop = `In ${what}, ${wordsOf(reply)}.`
  }
  return {
    rounds,
    stop,
    stored: new Set(receiver.store.keys()),
    complete: receiver.isComplete,
    unavailable: [...receiver.unavailable],
  }
}

/** Asked for, neither promised nor sent. @see RND-25 */
function denied(
  asked: readonly Hex[],
  promised: readonly Hex[] = [],
  { missing }: ReferenceReceiver,
) {
  const [names, lacking] = [new Set(promised), new Set(missing)]
  return asked.filter((cid) => lacking.has(cid) && !names.has(cid))
}
