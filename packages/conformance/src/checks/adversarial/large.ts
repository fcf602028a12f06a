import type { Framed } from '@car-mirror/vectors/by-hand'
import { countOf, hexOf } from '../bench/blocks.js'
import type { ClientBench } from '../bench/client-bench.js'
import { LARGE, type ServerBench } from '../bench/server-bench.js'
import { askedIn, receivingServer, storeOf } from '../reference/scripts.js'
import { expectComplete, expectDone, expectStored, expectTaken, hasBlock } from './expect.js'

// DAGs that cost more than they should if a port visits a block more than once, calls itself for
// each, or looks at all that is pending for each.

/** Requests that a client may take which sends a hundred blocks at a time. */
const MANY_ROUNDS = 2000
/** How many times longer than one answer so many requests may take. */
const MANY_PATIENCE = 5

/** Large DAGs are made once and shared, unless a server would keep them. */
export function saltOf({ exact, context, salt }: ServerBench): string {
  return exact ? `${context.seed}` : salt
}

/** A pull of all that answers in time, with the root and every block once at most. */
export async function pullsLarge(bench: ServerBench, blocks: readonly Framed[], name: string) {
  await bench.serveLarge(blocks)
  const root = blocks[0]!
  const what = `a pull of ${name}`
  const pulled = expectTaken(bench, await bench.pull(root, { roots: [root.cid] }, what), what)
  if (!pulled) return
  if (!hasBlock(pulled.blocks.slice(0, 1), root)) {
    bench.evidence.problem(`The answer to ${what} does not begin with the root.`)
  }
  const twice = pulled.blocks.length - new Set(pulled.blocks.map(hexOf)).size
  if (twice > 0) bench.evidence.problem(`The answer to ${what} sends ${countOf(twice)} twice.`)
}

/** A push of some blocks to a server that has the others. */
export async function pushesLarge(
  bench: ServerBench,
  held: readonly Framed[],
  pushed: readonly Framed[],
  what: string,
) {
  bench.large()
  await bench.serve(held)
  expectComplete(bench, await bench.push(pushed[0]!, pushed, what), what)
}

/** A client that is sent all it asked for at once. */
export async function pulledLarge(bench: ClientBench, blocks: readonly Framed[], name: string) {
  const { wire } = bench
  const root = blocks[0]!
  const when = `the server sends ${name}`
  const script = (seen: Parameters<typeof askedIn>[1]) => wire.gives(askedIn(wire, seen), blocks)
  const ran = await bench.pull({ roots: [root], store: [], script, patience: LARGE }, when)
  expectDone(bench, ran, when)
  expectStored(bench, ran, blocks, when)
}

/** A client that pushes all to a server that has nothing, and says so without a filter. */
export async function pushedLarge(bench: ClientBench, blocks: readonly Framed[], name: string) {
  const root = blocks[0]!
  const when = `it pushes ${name}`
  const { script, receiver } = receivingServer(bench.wire, [root], storeOf([]))
  const ran = await bench.push(
    { roots: [root], store: blocks, script, rounds: MANY_ROUNDS, patience: MANY_PATIENCE },
    when,
  )
  expectDone(bench, ran, when)
  if (!ran || receiver.isComplete) return
  bench.evidence.problem(
    `The server has got ${receiver.store.size} of ${blocks.length} blocks when ${when}.`,
  )
}
