import { BloomFilter } from '@car-mirror/bloom'
import { buildDag, dagShape, expectedOutcome, type TestDag } from '@car-mirror/fixtures'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Block } from '../src/block.js'
import type { MemoryStore } from '../src/memory-store.js'
import { type Answer, mirror, type Outcome, type SendingPeer } from '../src/mirror.js'
import { Receiver } from '../src/receiver.js'
import { Sender } from '../src/sender.js'
import type { Status } from '../src/status.js'
import { allBlocks, storeWith } from './support.js'

const numRuns = Number(process.env.CONVERGENCE_RUNS ?? 1000)

/** How a status is falsified on its way, so that the filter hits whatever the case wants it to hit. */
const filters = fc.oneof(
  fc.constant('honest' as const),
  fc.constant('everything' as const),
  fc.constant('nothing' as const),
  fc.record({
    bytes: fc.integer({ min: 1, max: 64 }),
    hashes: fc.integer({ min: 1, max: 64 }),
    seed: fc.nat(),
  }),
)

const cases = fc.record({
  shape: dagShape(40),
  filter: filters,
  order: fc.constantFrom('preorder' as const, 'breadth-first' as const),
  /** Which nodes the sender lacks and the receiver has, by position. */
  lacking: fc.oneof(
    fc.constant<number[]>([]),
    fc.array(fc.nat(40), { maxLength: 4 }),
    fc.array(fc.nat(40), { minLength: 10, maxLength: 40 }),
  ),
  having: fc.array(fc.nat(100), { maxLength: 20 }),
  shuffle: fc.option(fc.array(fc.nat(), { minLength: 1, maxLength: 30 }), { nil: undefined }),
  budget: fc.option(fc.nat(400), { nil: undefined }),
  waiting: fc.constantFrom(0, 1000, 16 * 1024 * 1024),
  missing: fc.constantFrom(1, 3, 65_536),
  /** Roots that either side believes both have, by position; true or not. */
  bases: fc.record({
    sender: fc.array(fc.nat(40), { maxLength: 2 }),
    receiver: fc.array(fc.nat(40), { maxLength: 2 }),
  }),
})

type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never

describe('mirroring any DAG', () => {
  it('leaves the receiver with everything reachable that somebody has', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (given) => {
        const dag = await buildDag(given.shape)
        const source = storeWith(dag, (i) => !given.lacking.includes(i))
        const sink = storeWith(dag, (i) => given.having.includes(i))
        const before = sink.texts()
        const sent = source.texts()
        const has = (cid: string) => before.has(cid) || sent.has(cid)

        const outcome = await run(given, dag, source, sink)

        const expected = expectedOutcome(dag, has)
        const inline = new Set(dag.nodes.filter((n) => n.inline).map((n) => n.cid.toString()))
        const wanted = [...expected.held].filter((cid) => !inline.has(cid))
        expect(sink.texts()).toEqual(new Set([...before, ...wanted]))
        expect(new Set(outcome.unavailable.map(String))).toEqual(expected.unavailable)
        expect(outcome.complete).toBe(expected.unavailable.size === 0)
        // Every round brings a block or finds one unavailable.
        const { held, unavailable } = expected
        expect(outcome.rounds).toBeLessThanOrEqual(held.size + unavailable.size)
        const bounded =
          given.budget === undefined &&
          given.waiting > 1000 &&
          given.missing > 3 &&
          given.bases.sender.length === 0
        if (bounded) expect(outcome.rounds).toBeLessThanOrEqual(expected.depth + 2)
      }),
      { numRuns },
    )
  }, 3_600_000)
})

async function run(
  given: Case,
  dag: TestDag,
  source: MemoryStore,
  sink: MemoryStore,
): Promise<Outcome> {
  const cids = (places: number[]) => places.map((i) => dag.nodes[i % dag.nodes.length]!.cid)
  const basis = { sender: cids(given.bases.sender), receiver: cids(given.bases.receiver) }
  const engine = await Sender.open({ store: source, order: given.order, basis: basis.sender })
  const { waiting, missing } = given
  const limits = { waiting, missing }
  const options = { store: sink, roots: dag.roots, limits, basis: basis.receiver }
  const receiver = await Receiver.open(options)
  const sender: SendingPeer = {
    async answer(status) {
      const answer = await engine.answer(
        { ...status, have: falsify(given, status) },
        { bytes: given.budget },
      )
      return given.shuffle ? shuffled(answer, given.shuffle) : answer
    },
  }
  return mirror(sender, receiver)
}

function falsify({ filter }: Case, { have }: Status): BloomFilter {
  if (filter === 'honest') return have
  if (have.isEmpty || filter === 'nothing') return BloomFilter.empty()
  if (filter === 'everything') return BloomFilter.fromBytes(Uint8Array.of(255), 1)
  let state = filter.seed
  const noise = Uint8Array.from({ length: filter.bytes }, () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    return state >>> 16
  })
  return BloomFilter.fromBytes(noise, filter.hashes)
}

/** The same blocks in another order, some of them twice. */
function shuffled(answer: Answer, keys: number[]): Answer {
  async function* blocks(): AsyncGenerator<Block[]> {
    const all = await allBlocks(answer)
    const repeated = all.filter((_, i) => keys[i % keys.length]! % 5 === 0)
    const keyed = [...all, ...repeated].map((block, i) => ({ block, key: keys[i % keys.length]! }))
    yield keyed.sort((a, b) => a.key - b.key).map(({ block }) => block)
  }
  return { available: answer.available, blocks: blocks() }
}
