import { cidOf, type Framed, RAW, SHA2_256, sha256 } from '@car-mirror/vectors/by-hand'
import { text } from '../../author/dags/make.js'
import type { Wire } from '../../wire/wire.js'
import { LARGE, type ServerBench } from '../bench/server-bench.js'
import { type Check, onClient, onServer } from '../check.js'
import { chain, family } from '../dags/dags.js'
import { deep } from '../dags/large.js'
import { expectBlocks, expectDone } from './expect.js'
import { saltOf } from './large.js'

/** Roots in the list, each twice; one dialect has room for fewer. */
const MANY = 25_000
const MANY_AS_TEXT = 17_000

/** How many times longer both together may take than each alone, and milliseconds for chance. */
const TIMES = 3
const CHANCE = 1000

const server = onServer('adv-17/server/many-roots', {
  requirements: ['RND-9', 'MSG-10', 'MSG-12', 'PULL-4', 'SEC-4'],
  about: 'a pull that lists tens of thousands of unknown roots twice brings the one that is there',
  async run(bench) {
    bench.large()
    const unknown = strangers(bench.wire, bench.salt)
    const many = (end: Framed) => [...unknown, end.cid, ...unknown]
    const few = chain(bench.salt, 3)
    await bench.serve(few)
    const manyOfFew = await timed(bench, few, many(few.at(-1)!))
    if (bench.evidence.failed) return
    const blocks = deep(saltOf(bench))
    await bench.serveLarge(blocks)
    const oneOfMany = await timed(bench, blocks, [blocks.at(-1)!.cid])
    const manyOfMany = await timed(bench, blocks, many(blocks.at(-1)!))
    if (manyOfMany <= TIMES * (manyOfFew + oneOfMany) + CHANCE) return
    bench.evidence.problem(
      `The list is looked through for every block: ${2 * unknown.length} roots take ${manyOfFew} ms ` +
        `before ${few.length} blocks, one root ${oneOfMany} ms before ${blocks.length}, and both ` +
        `${manyOfMany} ms.`,
    )
  },
})

/** Milliseconds in which a pull brings the last block of a chain, and nothing else. */
async function timed(bench: ServerBench, blocks: readonly Framed[], roots: readonly Uint8Array[]) {
  const what = `a pull of one of ${blocks.length} blocks in a list of ${roots.length} roots`
  const start = performance.now()
  const reply = await bench.pull(blocks[0]!, { roots }, what)
  const milliseconds = Math.round(performance.now() - start)
  expectBlocks(bench, reply, [blocks.at(-1)!], what)
  return milliseconds
}

const client = onClient('adv-17/client/many-roots', {
  requirements: ['RND-9', 'MSG-10', 'MSG-12', 'PUSH-8', 'PUSH-10'],
  about: 'a push whose answer lists tens of thousands of unknown roots twice sends the one it has',
  async run(bench) {
    const { wire } = bench
    const dag = family(bench.salt)
    const unknown = strangers(wire, bench.salt)
    const lacks = wire.wants({ roots: [...unknown, dag.a2.cid, ...unknown] })
    const done = wire.wants({ roots: [] })
    const when = `the server asks for one block among ${2 * unknown.length} that nobody has`
    const script = (_: unknown, count: number) => (count === 1 ? lacks : done)
    const task = {
      roots: [dag.root],
      store: dag.all,
      script,
      coldCall: 'one' as const,
      patience: LARGE,
    }
    const ran = await bench.push(task, when)
    expectDone(bench, ran, when)
    if (!ran || ran.seen.some(({ body }) => has(wire, body, dag.a2))) return
    bench.evidence.problem(`The client never sends the block that it has when ${when}.`)
  },
})

/** A list of roots that costs more than it should. */
export const adv17: readonly Check[] = [server, client]

function strangers({ profile }: Wire, salt: string): Uint8Array[] {
  return Array.from({ length: profile === 'rs' ? MANY_AS_TEXT : MANY }, (_, i) => {
    return cidOf(RAW, SHA2_256, sha256(text(`stranger ${i} ${salt}`)))
  })
}

function has(wire: Wire, body: Uint8Array, { cid }: Framed): boolean {
  return wire.readCar(body).blocks.some((block) => Buffer.from(block.cid).equals(cid))
}
