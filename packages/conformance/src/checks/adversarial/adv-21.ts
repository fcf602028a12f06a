import type { Spelling } from '../../wire/form.js'
import { type Check, onClient, onServer } from '../check.js'
import { family } from '../dags/dags.js'
import { filterOf } from '../dags/filters.js'
import { expectBlocks, expectDone, expectIncomplete } from './expect.js'

/** What may be read or refused, and nothing else. */
const SPELLINGS: readonly (readonly [Spelling, string])[] = [
  ['other-order', 'a message whose keys stand in another order'],
  ['long-integers', 'a message whose integers are longer than needed'],
]

const server = onServer('adv-21/server/other-spelling', {
  requirements: ['MSG-6', 'MSG-7', 'HTTP-7'],
  about: 'a pull that is spelled in another way is refused, or answered as it asks',
  async run(bench) {
    const dag = family(bench.salt)
    await bench.serve(dag.all)
    for (const [spelling, name] of SPELLINGS) {
      const what = `a pull of ${name}`
      const written = { roots: [dag.b.cid], filter: filterOf([dag.a]), spelling }
      const reply = await bench.pull(dag.root, written, what)
      if (spelling === 'other-order' || reply.kind !== 'refused') {
        expectBlocks(bench, reply, [dag.b, dag.b1], what)
      }
    }
  },
})

const client = onClient('adv-21/client/other-spelling', {
  requirements: ['MSG-6', 'MSG-7', 'HTTP-9', 'RND-27'],
  about: 'a push whose answer is spelled in another way goes on, or ends with an error',
  async run(bench) {
    const { wire } = bench
    const dag = family(bench.salt)
    const done = wire.wants({ roots: [] })
    for (const [spelling, name] of SPELLINGS) {
      const when = `the server answers a push with ${name}`
      const lacks = wire.wants({
        roots: [dag.a.cid, dag.b.cid],
        filter: filterOf([dag.root]),
        spelling,
      })
      const script = (_: unknown, count: number) => (count === 1 ? lacks : done)
      const task = { roots: [dag.root], store: dag.all, script, coldCall: 'one' as const }
      const ran = await bench.push(task, when)
      if (spelling === 'other-order') expectDone(bench, ran, when)
      else if (ran?.seen.length === 1) expectIncomplete(bench, ran, when)
    }
  },
})

/** CBOR that is valid and not canonical. */
export const adv21: readonly Check[] = [server, client]
