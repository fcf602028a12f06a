import type { MemoryStore } from '@car-mirror/core'
import {
  buildDag,
  type DagShape,
  dagShape,
  expectedOutcome,
  type TestDag,
} from '@car-mirror/fixtures'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dialect } from '../src/dialect.js'
import { goDialect } from '../src/go-dialect.js'
import { createHandler } from '../src/handler.js'
import { pull } from '../src/pull.js'
import { push } from '../src/push.js'
import { rsDialect } from '../src/rs-dialect.js'
import { specDialect } from '../src/spec-dialect.js'
import type { Transfer } from '../src/transfer.js'
import { node, raw } from './support/blocks.js'
import { type Cut, cuttingProxy } from './support/cutting-proxy.js'
import { hurry } from './support/hurry.js'
import { serve } from './support/serve.js'
import { cidsOf, contents, expectSound, storeOf } from './support/stores.js'

interface Case {
  readonly shape: DagShape
  /** For each node, who has it: bit 0 the sender, bit 1 the receiver. */
  readonly owners: readonly number[]
  readonly cuts: readonly Cut[]
  readonly coldCall: number
  readonly maxRoots: number
}

function cutsWithin(...most: readonly number[]): fc.Arbitrary<Cut[]> {
  const cut = fc.record({
    direction: fc.constantFrom('up' as const, 'down' as const),
    after: fc.oneof(...most.map((max) => fc.integer({ min: 1, max }))),
    how: fc.constantFrom('end' as const, 'reset' as const, 'kill' as const),
  })
  return fc.array(cut, { minLength: 1, maxLength: 8 })
}

const cases: fc.Arbitrary<Case> = fc.record({
  shape: dagShape(60),
  owners: fc.array(fc.constantFrom(0b01, 0b01, 0b01, 0b01, 0b11, 0b10, 0b00), {
    minLength: 61,
    maxLength: 61,
  }),
  // HTTP's headers take 200 to 300 bytes, a CAR of these blocks up to 10,000.
  cuts: cutsWithin(300, 600, 3000),
  coldCall: fc.constantFrom(0, 100, 1024 * 1024),
  maxRoots: fc.constantFrom(1, 3, 65_536),
})

function isSender(owner: number): boolean {
  return (owner & 0b01) !== 0
}

function isReceiver(owner: number): boolean {
  return (owner & 0b10) !== 0
}

/** The blocks of those nodes that `has` says yes to. Equal nodes are one block: the first decides. */
function storeWith(dag: TestDag, { owners }: Case, has: (owner: number) => boolean) {
  const first = new Map(dag.nodes.map(({ cid }, i) => [cid.toString(), i] as const).reverse())
  return storeOf(
    ...dag.nodes.filter(({ cid, inline }) => !inline && has(owners[first.get(`${cid}`)!]!)),
  )
}

async function run(given: Case, direction: 'pull' | 'push', dialect: Dialect): Promise<number> {
  const dag = await buildDag(given.shape)
  const sender = storeWith(dag, given, isSender)
  // A server that tells news only cannot be asked what it has below a root that is not here.
  if (direction === 'push' && dialect === goDialect) putRoots(dag, sender)
  const receiver = storeWith(dag, given, isReceiver)
  const before = new Set([...contents(sender), ...contents(receiver)])
  const had = contents(receiver)
  const expected = expectedOutcome(dag, (cid) => before.has(cid))

  const far = direction === 'pull' ? sender : receiver
  const { url, made } = await throughCuts(far, given.cuts)
  const limits = { receiver: { missing: given.maxRoots } }
  const options = { url, dialect, roots: dag.roots, limits, retries: 12 }
  let outcome: Transfer
  if (direction === 'pull') outcome = await pull({ ...options, store: receiver })
  else outcome = await push({ ...options, store: sender, coldCall: given.coldCall })

  const inline = new Set(dag.nodes.filter((node) => node.inline).map(({ cid }) => `${cid}`))
  const stored = [...expected.held].filter((cid) => !inline.has(cid))
  expect(contents(receiver)).toEqual([...new Set([...stored, ...had])].sort())
  expect(outcome.unavailable.map(String).sort()).toEqual([...expected.unavailable].sort())
  expect(outcome.complete).toBe(expected.unavailable.size === 0)
  expect(outcome.missing).toEqual([])
  expectSound(receiver)
  return made()
}

function putRoots(dag: TestDag, store: MemoryStore): void {
  const roots = new Set(dag.roots.map(String))
  for (const { cid, bytes, inline } of dag.nodes) {
    if (!inline && roots.has(cid.toString())) store.put([{ cid: cid.bytes, bytes }])
  }
}

/** A server on this store, behind a proxy that makes the cuts. */
async function throughCuts(store: MemoryStore, cuts: readonly Cut[]) {
  const server = await serve(createHandler({ store }))
  return cuttingProxy(server.port, cuts, async () => {
    await server.kill()
    await server.restart()
  })
}

const DIALECTS: [Dialect, number][] = [
  [specDialect, 150],
  [rsDialect, 75],
  [goDialect, 75],
]

describe.each(DIALECTS)('in the dialect $name', (dialect, numRuns) => {
  it.each(['pull', 'push'] as const)(
    'completes a %s through cut connections and restarts of the server',
    async (direction) => {
      hurry()
      let cuts = 0
      const property = fc.asyncProperty(cases, async (given) => {
        cuts += await run(given, direction, dialect)
      })
      await fc.assert(property, { numRuns })
      expect(cuts).toBeGreaterThan(numRuns / 3)
    },
  )
})

it.each(['pull', 'push'] as const)(
  'completes a %s that is cut within its stream',
  async (direction) => {
    hurry()
    const leaves = Array.from({ length: 60 }, (_, i) => raw(new Uint8Array(100_000).fill(i)))
    const root = node('root', ...leaves)
    const property = fc.asyncProperty(cutsWithin(6_000_000), async (cuts) => {
      const [full, empty] = [storeOf(root, ...leaves), storeOf()]
      const { url } = await throughCuts(direction === 'pull' ? full : empty, cuts)
      const options = { url, roots: [root.cid], retries: 12 }
      const outcome =
        direction === 'pull'
          ? await pull({ ...options, store: empty })
          : await push({ ...options, store: full, coldCall: Number.POSITIVE_INFINITY })
      expect(outcome).toMatchObject({ complete: true, unavailable: [], missing: [] })
      expect(contents(empty)).toEqual(cidsOf(root, ...leaves))
      expectSound(empty)
    })
    await fc.assert(property, { numRuns: 12 })
  },
)
