import { type Check, onClient, onServer } from '../check.js'
import { family } from '../dags/dags.js'
import { askedIn } from '../reference/scripts.js'
import { expectComplete, expectDone, expectIncomplete, expectStored } from './expect.js'

/** Pushes of the same, one after the other. */
const REPEATS = 5

const replays = onClient('adv-2/client/replays-the-root', {
  requirements: ['RND-22', 'RND-28', 'PULL-2'],
  about: 'a pull of the rest of a DAG from a server that always starts again at the root completes',
  async run(bench) {
    const { wire } = bench
    const dag = family(bench.salt)
    const when = 'the server answers every pull with the whole DAG, from the root'
    const ran = await bench.pull(
      {
        roots: [dag.root],
        store: [dag.root, dag.a, dag.a1],
        script: (seen) => wire.gives(askedIn(wire, seen), dag.all),
        rounds: 8,
      },
      when,
    )
    expectDone(bench, ran, when)
    expectStored(bench, ran, dag.all, when)
  },
})

const onlyRoot = onClient('adv-2/client/nothing-but-the-root', {
  requirements: ['RND-22', 'RND-27', 'RND-28'],
  about:
    'a pull of the rest of a DAG from a server that always sends the root alone ends with an error',
  async run(bench) {
    const { wire } = bench
    const dag = family(bench.salt)
    const when = 'the server answers every pull with the root, which the client has'
    const ran = await bench.pull(
      {
        roots: [dag.root],
        store: [dag.root, dag.a, dag.a1],
        script: (seen) => wire.gives(askedIn(wire, seen), [dag.root]),
      },
      when,
    )
    expectIncomplete(bench, ran, when)
  },
})

const server = onServer('adv-2/server/replays-the-root', {
  requirements: ['RND-22', 'PUSH-5', 'RND-29'],
  about:
    'a push that starts again at a root that is there is read to its end, as often as it comes',
  async run(bench) {
    const dag = family(bench.salt)
    await bench.serve([dag.root, dag.a, dag.a1])
    const what = 'a push of the whole DAG to a server that has some of it'
    for (let i = 0; i < REPEATS; i++) {
      expectComplete(bench, await bench.push(dag.root, dag.all, what), what)
    }
  },
})

/** A peer that always starts again at the root. */
export const adv2: readonly Check[] = [server, replays, onlyRoot]
