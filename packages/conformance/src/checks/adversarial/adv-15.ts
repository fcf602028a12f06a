import { car, raw } from '@car-mirror/vectors/by-hand'
import type { Script } from '../../wire/scripted-server.js'
import type { Wire } from '../../wire/wire.js'
import { type Check, onClient, onServer } from '../check.js'
import { type Blocks, family } from '../dags/dags.js'
import { expectBlocks, expectIncomplete, expectMissing } from './expect.js'

/** Above what PUSH-13 allows: the first request, and sixteen that get nowhere. */
const ROUNDS = 20
/** The same request, so often. */
const REPEATS = 30

/** What a server that cannot be satisfied asks for. */
const INSATIABLE: readonly (readonly [string, (wire: Wire, dag: Blocks) => Script])[] = [
  [
    'asks for the root for ever',
    (wire, { root }) =>
      () =>
        wire.wants({ roots: [root.cid] }),
  ],
  [
    'asks for two subgraphs in turn, for ever',
    (wire, { a, b }) => {
      return (_, count) => wire.wants({ roots: [count % 2 === 0 ? a.cid : b.cid] })
    },
  ],
  [
    'asks for the root and something made up, for ever',
    (wire, { root }) => {
      return (_, count) => wire.wants({ roots: [root.cid, raw(`made up ${count}`).cid] })
    },
  ],
  [
    'asks for something made up, for ever',
    (wire) => (_, count) => wire.wants({ roots: [raw(`made up ${count}`).cid] }),
  ],
]

const push = onClient('adv-15/client/insatiable-server', {
  requirements: ['PUSH-10', 'PUSH-11', 'PUSH-13', 'RND-27'],
  about: 'a push to a server that asks for the same again and again ends, and not as complete',
  async run(bench) {
    const dag = family(bench.salt)
    for (const [what, scriptOf] of INSATIABLE) {
      const when = `the server ${what}`
      const script = scriptOf(bench.wire, dag)
      const task = { roots: [dag.root], store: dag.all, script, rounds: ROUNDS }
      expectIncomplete(bench, await bench.push(task, when), when)
    }
  },
})

const pull = onClient('adv-15/client/empty-promises', {
  requirements: ['RND-28', 'RND-27'],
  about: 'a pull from a server that promises the root and sends nothing ends with an error',
  async run(bench) {
    const { wire } = bench
    const dag = family(bench.salt)
    const when = 'the server promises the root and sends nothing, for ever'
    const answer = wire.answer('pull', wire.form.statuses.pulled, car([dag.root.cid]))
    const task = { roots: [dag.root], store: [], script: () => answer, rounds: ROUNDS }
    expectIncomplete(bench, await bench.pull(task, when), when)
  },
})

const server = onServer('adv-15/server/same-request', {
  requirements: ['RND-29', 'HTTP-16', 'PUSH-5'],
  about: 'the same pull and the same push get the same answer, however often they come',
  async run(bench) {
    const dag = family(bench.salt)
    const lacked = family(`lacked ${bench.salt}`)
    await bench.serve(dag.all)
    for (let i = 1; i <= REPEATS; i++) {
      const again = `pull number ${i}`
      const pulled = await bench.pull(dag.root, { roots: [dag.root.cid] }, again)
      expectBlocks(bench, pulled, dag.all, again)
      const push = `push number ${i}`
      const told = await bench.push(lacked.root, [lacked.root], push)
      expectMissing(bench, told, [lacked.a, lacked.b], push)
      if (bench.evidence.failed) return
    }
  },
})

/** A peer that repeats itself. */
export const adv15: readonly Check[] = [server, push, pull]
