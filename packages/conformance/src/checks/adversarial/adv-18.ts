import { listOf } from '../bench/blocks.js'
import { type Check, onClient, onServer } from '../check.js'
import { family } from '../dags/dags.js'
import { receivingServer, storeOf } from '../reference/scripts.js'
import { expectBlocks, expectIncomplete, expectUnavailable } from './expect.js'

const server = onServer('adv-18/server/partial-sender', {
  requirements: ['RND-13', 'PULL-5'],
  about: 'a pull from a server that lacks one leaf brings everything else',
  async run(bench) {
    const dag = family(bench.salt)
    const held = dag.all.filter((block) => block !== dag.a2)
    await bench.serve(held)
    const what = 'a pull of a DAG of which the server lacks one leaf'
    expectBlocks(bench, await bench.pull(dag.root, { roots: [dag.root.cid] }, what), held, what)
  },
})

const client = onClient('adv-18/client/partial-sender', {
  requirements: ['RND-13', 'PUSH-10', 'PUSH-11', 'RND-27'],
  about: 'a push by a client that lacks one leaf sends everything else, and ends incomplete',
  async run(bench) {
    const dag = family(bench.salt)
    const held = dag.all.filter((block) => block !== dag.a2)
    const when = 'it lacks one leaf of what it pushes'
    const { script, receiver } = receivingServer(bench.wire, [dag.root], storeOf([]))
    const ran = await bench.push({ roots: [dag.root], store: held, script }, when)
    expectIncomplete(bench, ran, when)
    expectUnavailable(bench, ran, [dag.a2], when)
    const got = receiver.store.size
    if (!ran || got === held.length) return
    bench.evidence.problem(
      `The server has got ${got} of ${held.length} blocks when ${when}, and asks for ` +
        `${listOf(receiver.missing)}.`,
    )
  },
})

const rootless = onClient('adv-18/client/lacks-the-root', {
  requirements: ['PUSH-10', 'PUSH-11', 'RND-27'],
  about: 'a push of a root that the client does not have ends incomplete',
  async run(bench) {
    const { root } = family(bench.salt)
    const when = 'it pushes a root that it does not have'
    const { script } = receivingServer(bench.wire, [root], storeOf([]))
    const ran = await bench.push({ roots: [root], store: [], script }, when)
    expectIncomplete(bench, ran, when)
    expectUnavailable(bench, ran, [root], when)
  },
})

/** One missing leaf, or the root itself. */
export const adv18: readonly Check[] = [server, client, rootless]
