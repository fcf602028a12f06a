import { buildDag, type DagShape, dagShape } from '@car-mirror/fixtures'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { goDialect } from '../src/go-dialect.js'
import { createHandler } from '../src/handler.js'
import { pull } from '../src/pull.js'
import { push } from '../src/push.js'
import { node, raw } from './support/blocks.js'
import { goPull, goPush, goServer } from './support/go-peer.js'
import { walk } from './support/graph.js'
import { serve } from './support/serve.js'
import { cidsOf, contents, expectSound, storeOf } from './support/stores.js'

const dialect = goDialect
const shapes = dagShape(40).filter(({ nodes }) => nodes.every(({ form }) => form !== 'identity'))
const cases = fc.record({
  shape: shapes,
  held: fc.array(fc.boolean(), { minLength: 41, maxLength: 41 }),
  coldCall: fc.constantFrom(0, 100, 1024 * 1024),
})

async function built(shape: DagShape, held: readonly boolean[], most = 3) {
  const dag = await buildDag({ ...shape, roots: shape.roots.slice(0, most) })
  const names = new Set(dag.nodes.filter((_, i) => held[i]).map(({ cid }) => cid.toString()))
  const near = dag.nodes.filter(({ cid }) => names.has(cid.toString()))
  return { roots: dag.roots, full: storeOf(...dag.nodes), partial: storeOf(...near) }
}

function expectComplete(
  roots: readonly { bytes: Uint8Array }[],
  store: ReturnType<typeof storeOf>,
) {
  const bytes = roots.map((root) => root.bytes)
  expect(walk(store, bytes).missing).toEqual([])
  expectSound(store)
}

describe('any DAG to and from a peer that has any part of it', () => {
  it('pushed to a server that tells only of what lies below a request', async () => {
    const property = fc.asyncProperty(cases, async ({ shape, held, coldCall }) => {
      const { roots, full, partial } = await built(shape, held)
      const { url } = await serve(goServer(partial).handler)
      const outcome = await push({ url, dialect, roots, store: full, coldCall, retries: 0 })
      expect(outcome).toMatchObject({ dialect: 'go', complete: true, unavailable: [], missing: [] })
      expectComplete(roots, partial)
    })
    await fc.assert(property, { numRuns: 60 })
  })

  it('pulled from a server', async () => {
    const property = fc.asyncProperty(cases, async ({ shape, held }) => {
      const { roots, full, partial } = await built(shape, held)
      const { url } = await serve(goServer(full).handler)
      const outcome = await pull({ url, dialect, roots, store: partial, timeout: 5000 })
      expect(outcome).toMatchObject({ complete: true, unavailable: [], missing: [] })
      expectComplete(roots, partial)
    })
    await fc.assert(property, { numRuns: 60 })
  })

  it('pushed by a client that sends each block once', async () => {
    const property = fc.asyncProperty(cases, async ({ shape, held }) => {
      const { roots, full, partial } = await built(shape, held, 1)
      const { url } = await serve(createHandler({ store: partial }))
      await goPush(url, roots[0]!.bytes, full)
      expectComplete(roots, partial)
    })
    await fc.assert(property, { numRuns: 60 })
  })

  it('pulled by a client that asks for each block once', async () => {
    const property = fc.asyncProperty(cases, async ({ shape, held }) => {
      const { roots, full, partial } = await built(shape, held, 1)
      const { url } = await serve(createHandler({ store: full }))
      await goPull(url, roots[0]!.bytes, partial)
      expectComplete(roots, partial)
    })
    await fc.assert(property, { numRuns: 60 })
  })
})

const leaves = Array.from({ length: 250 }, (_, i) => raw(`${i}`.padEnd(300)))
const nodes = [node('a', ...leaves.slice(0, 125)), node('b', ...leaves.slice(125))]
const root = node('root', ...nodes)
const all = [root, ...nodes, ...leaves]
const roots = [root.cid]

describe('a push', () => {
  it('asks in the end whether everything was kept, with the root alone', async () => {
    const far = storeOf()
    const { handler, rounds } = goServer(far)
    const { url } = await serve(handler)
    const outcome = await push({ url, dialect, roots, store: storeOf(...all) })
    expect(outcome).toMatchObject({ complete: true, blocks: { sent: all.length + 1 } })
    expect(rounds.at(-1)).toBe(1)
    expect(contents(far)).toEqual(cidsOf(...all))
  })

  it.each([
    ['everything', () => true, Number.POSITIVE_INFINITY],
    ['everything, but for one block at a time', () => true, 0],
    ['everything from the second round on', (round: number) => round > 0, 1000],
    ['all but every fourth round', (round: number) => round % 4 > 0, 1000],
  ] as const)('says so when the server loses %s', async (_, loses, coldCall) => {
    const { handler, rounds } = goServer(storeOf(), loses)
    const { url } = await serve(handler)
    const transfer = push({ url, dialect, roots, store: storeOf(...all), coldCall })
    await expect(transfer).rejects.toMatchObject({ code: 'ERR_NO_PROGRESS' })
    expect(rounds.length).toBeLessThan(30)
  })

  it('sends again what the server lost once', async () => {
    const far = storeOf()
    const { handler } = goServer(far, (round) => round === 1)
    const { url } = await serve(handler)
    const outcome = await push({ url, dialect, roots, store: storeOf(...all) })
    expect(outcome.complete).toBe(true)
    expect(contents(far)).toEqual(cidsOf(...all))
  })

  it('sends a lost round again', async () => {
    const far = storeOf()
    const { handler, rounds } = goServer(far)
    const { url } = await serve(async (request) => {
      const answer = await handler(request)
      const lost = rounds.length === 2
      return lost ? new Response('', { status: 503, headers: { 'retry-after': '0' } }) : answer
    })
    const outcome = await push({ url, dialect, roots, store: storeOf(...all) })
    expect(outcome.complete).toBe(true)
    expect(contents(far)).toEqual(cidsOf(...all))
  })

  it('remembers what it was told of once and could not send at once', async () => {
    const far = storeOf()
    const { url } = await serve(goServer(far).handler)
    const small = { ...dialect, pace: () => () => ({ bytes: 2000, blocks: 1000 }) }
    const outcome = await push({ url, dialect: small, roots, store: storeOf(...all) })
    expect(outcome.complete).toBe(true)
    expect(outcome.rounds).toBeGreaterThan(30)
    expect(contents(far)).toEqual(cidsOf(...all))
  })

  it('leaves out what the server found', async () => {
    const far = storeOf(nodes[0]!, ...leaves.slice(0, 125))
    const { handler, rounds } = goServer(far)
    const { url } = await serve(handler)
    await push({ url, dialect, roots, store: storeOf(...all), coldCall: 0 })
    // One node is asked for, and a hundred blocks go; then the rest, and then the question.
    expect(rounds).toEqual([1, 100, 26, 1])
  })

  it('reports what neither side has, and roots that are not here', async () => {
    const gone = leaves[7]!
    const store = storeOf(...all.filter((block) => block !== gone))
    const { url } = await serve(goServer(storeOf()).handler)
    const outcome = await push({ url, dialect, roots, store })
    expect(outcome.complete).toBe(false)
    expect(outcome.unavailable.map(String)).toEqual([gone.cid.toString()])
    const both = await push({ url, dialect, roots: [nodes[0]!.cid, gone.cid], store })
    expect(both.unavailable.map(String)).toContain(gone.cid.toString())
    const none = await push({ url, dialect, roots: [gone.cid], store })
    expect(none).toMatchObject({ complete: false, rounds: 1, blocks: { sent: 0 } })
  })
})

describe('a pull from a server that is silent when it has nothing to send', () => {
  it('gets an answer about what is not there by asking for something that is', async () => {
    const { handler, rounds } = goServer(storeOf(...all.slice(0, -2)))
    const { url } = await serve(handler)
    const outcome = await pull({ url, dialect, roots, store: storeOf(), timeout: 5000 })
    expect(outcome).toMatchObject({ complete: false, duplicates: rounds.length - 1 })
    const gone = all.slice(-2).map(({ cid }) => cid.toString())
    expect(outcome.unavailable.map(String).sort()).toEqual(gone.sort())
  })

  it('asks for a root that is here, where nothing has come yet', async () => {
    const { url } = await serve(goServer(storeOf(root)).handler)
    const store = storeOf(root, ...nodes)
    const outcome = await pull({ url, dialect, roots, store, timeout: 5000 })
    expect(outcome).toMatchObject({ complete: false, rounds: 1, blocks: { received: 1 } })
    expect(outcome.unavailable).toHaveLength(leaves.length)
  })

  it('gives up an unknown root after a time', async () => {
    const { url } = await serve(goServer(storeOf()).handler)
    const transfer = pull({ url, dialect, roots, store: storeOf(), timeout: 200 })
    await expect(transfer).rejects.toMatchObject({ code: 'ERR_NO_ANSWER' })
  })

  it('keeps no cookie', async () => {
    const cookies: (string | null)[] = []
    const { handler } = goServer(storeOf(...all))
    const { url } = await serve(async (request) => {
      cookies.push(request.headers.get('cookie'))
      return handler(request)
    })
    await pull({ url, dialect, roots, store: storeOf() })
    expect(cookies.length).toBeGreaterThan(1)
    expect(new Set(cookies)).toEqual(new Set([null]))
  })
})

describe('a server of ours', () => {
  it('sends a client all that it asks for, and little more', async () => {
    const { url } = await serve(createHandler({ store: storeOf(...all) }))
    const near = storeOf()
    // The root and 99 more; then every leaf that is missing, at once.
    expect(await goPull(url, root.cid.bytes, near)).toBe(2)
    expect(contents(near)).toEqual(cidsOf(...all))
  })

  it('tells a client of what was here before', async () => {
    const tops = Array.from({ length: 20 }, (_, i) =>
      node(`${i}`, ...leaves.slice(10 * i, 10 * i + 10)),
    )
    const top = node('top', ...tops)
    const below = leaves.slice(0, 200)
    const store = storeOf(...tops.slice(10), ...below.slice(100))
    const sizes: number[] = []
    const handler = createHandler({ store, onRound: ({ blocks }) => void sizes.push(blocks) })
    const { url } = await serve(handler)
    await goPush(url, top.cid.bytes, storeOf(top, ...tops, ...below))
    expect(walk(store, [top.cid.bytes]).missing).toEqual([])
    // All nodes, which it knew of before the first answer, and the leaves that were not here.
    expect(sizes.reduce((sum, size) => sum + size)).toBe(1 + 20 + 100)
  })

  it('refuses a pull of which it has nothing, which ends the client', async () => {
    const { url } = await serve(createHandler({ store: storeOf() }))
    await expect(goPull(url, root.cid.bytes, storeOf())).rejects.toThrow('404')
  })

  it('has no DAG roots to tell of', async () => {
    const rounds: unknown[] = []
    const handler = createHandler({ store: storeOf(), onRound: (round) => void rounds.push(round) })
    const { url } = await serve(handler)
    await goPush(url, nodes[0]!.cid.bytes, storeOf(...all))
    expect(rounds.at(-1)).toMatchObject({
      dialect: 'go',
      direction: 'push',
      roots: [],
      complete: true,
    })
  })
})
