import { type Check, onClient, onServer } from '../check.js'
import { family } from '../dags/dags.js'
import { receivingServer, sendingScript, storeOf } from '../reference/scripts.js'
import { expectIncomplete, hasBlock } from './expect.js'

/** The call of the store with which it begins to fail. */
const FROM = [1, 3]

const put = onServer('adv-20/server/put-fails', {
  requirements: ['PUSH-5', 'PUSH-6'],
  about: 'a push to a server whose store cannot be written to is not answered as complete',
  async run(bench) {
    for (const from of FROM) {
      const dag = family(`${from} ${bench.salt}`)
      await bench.serve([], { put: from })
      const what = `a push to a server whose store fails from put ${from} on`
      const reply = await bench.push(dag.root, dag.all, what)
      if (reply.kind === 'ok' && reply.value.complete) {
        bench.evidence.problem(
          `A push is answered as complete, though the store fails from put ${from} on.`,
        )
      }
    }
  },
})

const get = onServer('adv-20/server/get-fails', {
  requirements: ['PULL-5', 'RND-13', 'CAR-11'],
  about: 'a pull from a server whose store cannot be read ends visibly early, or with a failure',
  async run(bench) {
    for (const from of FROM) {
      const dag = family(`${from} ${bench.salt}`)
      await bench.serve(dag.all, { get: from })
      const what = `a pull from a server whose store fails from get ${from} on`
      const reply = await bench.pull(dag.root, { roots: [dag.root.cid] }, what)
      if (reply.kind === 'absent') {
        bench.evidence.problem(
          `A root is said not to be there, though the store fails from get ${from} on.`,
        )
      } else if (reply.kind === 'ok') {
        const { blocks } = reply.value
        const lacking = dag.all.filter((block) => !hasBlock(blocks, block)).length
        if (lacking === 0) continue
        bench.evidence.problem(
          `An answer that looks whole lacks ${lacking} of ${dag.all.length} blocks, because the ` +
            `store fails from get ${from} on.`,
        )
      }
    }
  },
})

const pull = onClient('adv-20/client/put-fails', {
  requirements: ['RND-27'],
  about: 'a pull into a store that cannot be written to is not reported as complete',
  async run(bench) {
    for (const from of FROM) {
      const dag = family(`${from} ${bench.salt}`)
      const when = `its store fails from put ${from} on`
      const script = sendingScript(bench.wire, storeOf(dag.all))
      const task = { roots: [dag.root], store: [], script, fault: { put: from } }
      expectIncomplete(bench, await bench.pull(task, when), when)
    }
  },
})

const push = onClient('adv-20/client/get-fails', {
  requirements: ['RND-27'],
  about: 'a push from a store that cannot be read is not reported as complete',
  async run(bench) {
    for (const from of FROM) {
      const dag = family(`${from} ${bench.salt}`)
      const when = `its store fails from get ${from} on`
      const { script, receiver } = receivingServer(bench.wire, [dag.root], storeOf([]))
      const task = { roots: [dag.root], store: dag.all, script, fault: { get: from } }
      const ran = await bench.push(task, when)
      if (!receiver.isComplete) expectIncomplete(bench, ran, when)
    }
  },
})

/** A store that fails. */
export const adv20: readonly Check[] = [put, get, pull, push]
