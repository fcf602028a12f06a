import { buildDag, type DagShape, dagShape } from '@car-mirror/fixtures'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createHandler } from '../src/handler.js'
import { pull } from '../src/pull.js'
import { push } from '../src/push.js'
import { rsDialect } from '../src/rs-dialect.js'
import { type HandBlock, node, raw, withBytes } from './support/blocks.js'
import {
  type RustRound,
  rustPull,
  rustPush,
  rustServer,
  statusOf,
  take,
} from './support/rust-peer.js'
import { serve } from './support/serve.js'
import { expectSound, storeOf } from './support/stores.js'

const dialect = rsDialect

/** The port has no notion of blocks inside their CIDs. */
const shapes = dagShape(40).filter(({ nodes }) => nodes.every(({ form }) => form !== 'identity'))

const cases = fc.record({
  shape: shapes,
  /** Which blocks the receiver has, by the numbers of their nodes. */
  held: fc.array(fc.boolean(), { minLength: 41, maxLength: 41 }),
  coldCall: fc.constantFrom(0, 100, 1024 * 1024),
})

async function built(shape: DagShape, held: readonly boolean[]) {
  const dag = await buildDag({ ...shape, roots: shape.roots.slice(0, 1) })
  const names = new Set(dag.nodes.filter((_, i) => held[i]).map(({ cid }) => cid.toString()))
  const near = dag.nodes.filter(({ cid }) => names.has(cid.toString()))
  const [root] = dag.roots
  return { root: root!, roots: dag.roots, full: storeOf(...dag.nodes), partial: storeOf(...near) }
}

async function expectComplete(root: { bytes: Uint8Array }, store: ReturnType<typeof storeOf>) {
  expect(statusOf(store, root.bytes).roots).toEqual([])
  expectSound(store)
}

describe('any DAG to and from a peer that has any part of it', () => {
  it('pushed to a server that stops at the first surprise', async () => {
    const property = fc.asyncProperty(cases, async ({ shape, held, coldCall }) => {
      const { root, roots, full, partial } = await built(shape, held)
      const rounds: RustRound[] = []
      const { url } = await serve(rustServer(partial, rounds))
      const outcome = await push({ url, dialect, roots, store: full, coldCall, retries: 0 })
      expect(outcome).toMatchObject({ dialect: 'rs', complete: true, unavailable: [], missing: [] })
      await expectComplete(root, partial)
      for (const { taken } of rounds.slice(1)) expect(taken).toBeGreaterThan(0)
    })
    await fc.assert(property, { numRuns: 60 })
  })

  it('pulled from a server', async () => {
    const property = fc.asyncProperty(cases, async ({ shape, held }) => {
      const { root, roots, full, partial } = await built(shape, held)
      const { url } = await serve(rustServer(full))
      const outcome = await pull({ url, dialect, roots, store: partial, retries: 0 })
      expect(outcome).toMatchObject({ complete: true, unavailable: [], missing: [] })
      await expectComplete(root, partial)
    })
    await fc.assert(property, { numRuns: 60 })
  })

  it('pushed by a client', async () => {
    const property = fc.asyncProperty(cases, async ({ shape, held }) => {
      const { root, full, partial } = await built(shape, held)
      const { url } = await serve(createHandler({ store: partial }))
      await rustPush(url, root.bytes, full)
      await expectComplete(root, partial)
    })
    await fc.assert(property, { numRuns: 60 })
  })

  it('pulled by a client that stops at the first surprise', async () => {
    const property = fc.asyncProperty(cases, async ({ shape, held }) => {
      const { root, full, partial } = await built(shape, held)
      const { url } = await serve(createHandler({ store: full }))
      await rustPull(url, root.bytes, partial)
      await expectComplete(root, partial)
    })
    await fc.assert(property, { numRuns: 60 })
  })
})

it('has a double that stops where the port does', () => {
  const [a, b] = [raw('a'), raw('b')]
  const root = node('root', a, b)
  const some = (...blocks: HandBlock[]) => blocks.map(withBytes)
  expect(take(storeOf(), root.cid.bytes, some(root, a, b))).toBe(3)
  expect(take(storeOf(), root.cid.bytes, some(root, a, a, b))).toBe(2)
  expect(take(storeOf(), root.cid.bytes, some(a, root, b))).toBe(0)
  expect(take(storeOf(a), root.cid.bytes, some(root, a, b))).toBe(1)
})
