import { type Hex, toHex } from '@car-mirror/vectors'
import type { Framed } from '@car-mirror/vectors/by-hand'
import type { WrittenFilter } from '../../wire/form.js'
import { hexOf, listOf } from '../bench/blocks.js'
import type { ServerBench } from '../bench/server-bench.js'
import { type Check, onClient, onServer } from '../check.js'
import { type Blocks, family, tree } from '../dags/dags.js'
import { cidsOf, everything, filterOf } from '../dags/filters.js'
import { ReferenceReceiver } from '../reference/receiver.js'
import { receivingServer, sendingScript, storeOf } from '../reference/scripts.js'
import { expectDone, expectStored, expectTaken } from './expect.js'

/** Rounds in which any filter can be overcome: one for each level, and one more. */
const ROUNDS = 4

/** Of a tree that no port sends in one short round. */
const LEVELS = 6

/** Filters with blocks that nobody holds. */
const FALSE: readonly (readonly [string, (dag: Blocks) => WrittenFilter])[] = [
  ['an interior node', ({ a }) => filterOf([a])],
  ['the root and an interior node', ({ root, a }) => filterOf([root, a])],
  ['every block', () => everything],
]

const server = onServer('adv-16/server/false-positive', {
  requirements: ['RND-10', 'RND-11', 'RND-13', 'SEC-5'],
  about: 'a pull whose filter hits blocks that are not held completes by asking for them by name',
  async run(bench) {
    const cases = FALSE.map(([hit, filter]) => {
      return { hit, filter, dag: family(`${hit} ${bench.salt}`) }
    })
    await bench.serve(cases.flatMap(({ dag }) => dag.all))
    for (const { hit, filter, dag } of cases) {
      await complete(bench, dag, filter(dag), `with a filter that hits ${hit}`)
    }
  },
})

const push = onClient('adv-16/client/push-false-positive', {
  requirements: ['RND-10', 'PUSH-8', 'PUSH-9'],
  about: 'a push whose answers have a filter that hits blocks that are lacking completes',
  async run(bench) {
    for (const [hit, filter] of [
      ['every second block', filterOf],
      ['every block', () => everything],
    ] as const) {
      const blocks = tree(`${hit} ${bench.salt}`, LEVELS)
      const said = filter(blocks.filter((_, i) => i % 2 === 0))
      const when = `the filter of the server hits ${hit} of the DAG, which it lacks`
      const { script, receiver } = receivingServer(
        bench.wire,
        blocks.slice(0, 1),
        storeOf([]),
        () => said,
      )
      const task = { roots: blocks.slice(0, 1), store: blocks, script, coldCall: 'one' as const }
      const ran = await bench.push({ ...task, rounds: 2 * LEVELS }, when)
      expectDone(bench, ran, when)
      if (ran && !receiver.isComplete) {
        bench.evidence.problem(`The client loses ${listOf(receiver.missing)} when ${when}.`)
      }
    }
  },
})

const pull = onClient('adv-16/client/pull-false-positive', {
  requirements: ['RND-1', 'RND-2', 'RND-3', 'SEC-5'],
  about: 'a pull from a server to which the filter seems to have what it has not completes',
  async run(bench) {
    for (const [hit, hits] of [
      ['an interior node', ({ a }: Blocks) => [a]],
      ['every block', ({ all }: Blocks) => all],
    ] as const) {
      const dag = family(`${hit} ${bench.salt}`)
      const hidden = new Set(hits(dag).map(hexOf))
      const when = `the filter of the client seems to have ${hit}`
      const script = sendingScript(bench.wire, storeOf(dag.all), {
        hits: (cid: Hex) => hidden.has(cid),
      })
      const ran = await bench.pull({ roots: [dag.root], store: [], script, rounds: 8 }, when)
      expectDone(bench, ran, when)
      expectStored(bench, ran, dag.all, when)
    }
  },
})

/** A hit that is none. */
export const adv16: readonly Check[] = [server, push, pull]

/** Pulls with the same filter in every round until nothing is missing. */
async function complete(bench: ServerBench, dag: Blocks, filter: WrittenFilter, how: string) {
  const receiver = new ReferenceReceiver([hexOf(dag.root)], storeOf([]))
  for (let round = 1; round <= ROUNDS && !receiver.isComplete; round++) {
    const what = `round ${round} of a pull ${how}`
    const roots = receiver.missing
    const pulled = expectTaken(
      bench,
      await bench.pull(dag.root, { roots: cidsOf(roots), filter }, what),
      what,
    )
    if (!pulled) return
    expectNamed(bench, roots, pulled.blocks, what)
    for (const block of pulled.blocks) receiver.take(block)
  }
  if (receiver.isComplete) return
  bench.evidence.problem(
    `After ${ROUNDS} rounds of a pull ${how}, ${listOf(receiver.missing)} did not come.`,
  )
}

/** What was asked for by name comes, whatever the filter says. @see RND-10 */
function expectNamed(
  bench: ServerBench,
  roots: readonly Hex[],
  blocks: readonly Framed[],
  what: string,
) {
  const came = new Set(blocks.map(({ cid }) => toHex(cid)))
  const withheld = roots.filter((cid) => !came.has(cid))
  if (withheld.length === 0) return
  bench.evidence.problem(
    `Asked for by name, and hitting the filter, ${listOf(withheld)} did not come in ${what}.`,
  )
}
