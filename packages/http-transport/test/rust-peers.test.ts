import { BloomFilter } from '@car-mirror/bloom'
import { buildDag, type DagShape, dagShape } from '@car-mirror/fixtures'
import fc from 'fast-check'
import { CID } from 'multiformats/cid'
import { describe, expect, it } from 'vitest'
import { createHandler } from '../src/handler.js'
import { pull } from '../src/pull.js'
import { push } from '../src/push.js'
import { rsDialect } from '../src/rs-dialect.js'
import { type HandBlock, node, raw, withBytes } from './support/blocks.js'
import { car } from './support/car.js'
import {
  message,
  type RustRound,
  rustPull,
  rustPush,
  rustServer,
  statusOf,
  take,
} from './support/rust-peer.js'
import { serve } from './support/serve.js'
import { cidsOf, contents, expectSound, storeOf } from './support/stores.js'

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

/** Two versions of a tree of so many nodes of so many leaves; every tenth leaf is another one. */
function versions(nodes: number, leaves: number): { older: HandBlock[]; newer: HandBlock[] } {
  const tree = (version: string) => {
    const below = Array.from({ length: nodes }, (_, n) => {
      const some = Array.from({ length: leaves }, (_, i) => {
        const own = (n * leaves + i) % 10 === 0 ? version : ''
        return raw(`${own} ${n} ${i}`.padEnd(200))
      })
      return [node(`node ${n}`, ...some), ...some] as const
    })
    return [node('root', ...below.map(([top]) => top)), ...below.flat()]
  }
  return { older: tree('older'), newer: tree('newer') }
}

describe('a push to a server that stops', () => {
  it('takes a round for each level and sends nothing in vain after the first', async () => {
    const { older, newer } = versions(30, 20)
    const rounds: RustRound[] = []
    const { url } = await serve(rustServer(storeOf(...older), rounds))
    const [root] = newer
    await push({ url, dialect, roots: [root!.cid], store: storeOf(...newer) })
    expect(rounds).toHaveLength(3)
    for (const { sent, taken } of rounds.slice(1)) expect(taken).toBe(sent)
  })

  it('prunes at a false positive, whose children would be the surprise', async () => {
    const { root, middle, leaf, more } = falsePositive()
    const rounds: RustRound[] = []
    const far = storeOf(root)
    const { url } = await serve(rustServer(far, rounds))
    const store = storeOf(root, middle, leaf, ...more)
    const outcome = await push({ url, dialect, roots: [root.cid], store, coldCall: 0 })
    expect(outcome.complete).toBe(true)
    // The root, what is below but for what is hidden, and that when it was asked for.
    expect(rounds.map(({ sent }) => sent)).toEqual([1, 3, 2])
    for (const { sent, taken } of rounds.slice(1)) expect(taken).toBe(sent)
    expect(contents(far)).toEqual(cidsOf(root, middle, leaf, ...more))
  })

  it('sends a cold tree so that little is wanted at a time', async () => {
    const { newer } = versions(20, 20)
    const [root] = newer
    const far = storeOf()
    const wanted: number[] = []
    // After each block it wants to know what is wanted now.
    const handler = rustServer(far, [], (missing) => void wanted.push(missing))
    const { url } = await serve(handler)
    await push({ url, dialect, roots: [root!.cid], store: storeOf(...newer) })
    expect(contents(far)).toEqual(cidsOf(...newer))
    // Level by level it would be all 400 leaves.
    expect(Math.max(...wanted)).toBeLessThan(20 + 20)
  })

  it('has the length of each body, and little unasked after a stop', async () => {
    const { older, newer } = versions(30, 20)
    const lengths: (string | null)[] = []
    const handler = rustServer(storeOf(...older))
    const { url } = await serve(async (request) => {
      lengths.push(request.headers.get('content-length'))
      return handler(request)
    })
    const large = Array.from({ length: 12 }, (_, i) => raw(new Uint8Array(999_000).fill(i)))
    const root = node('root', ...large, newer[0]!)
    const store = storeOf(root, ...large, ...newer)
    const outcome = await push({ url, dialect, roots: [root.cid], store })
    expect(outcome.complete).toBe(true)
    for (const length of lengths) expect(Number(length)).toBeGreaterThan(0)
    for (const length of lengths) expect(Number(length)).toBeLessThan(5 * 1024 * 1024)
  })

  it('ends when the server asks for the same for ever, however little goes at once', async () => {
    const { newer } = versions(2, 3)
    const asked = newer.map(({ cid }) => cid.bytes)
    let requests = 0
    const { url } = await serve(async (request) => {
      requests++
      await request.arrayBuffer()
      const status = { roots: asked, have: BloomFilter.empty() }
      return new Response(message('sr', status), { status: 202 })
    })
    const small = { ...dialect, pace: () => () => ({ blocks: 1 }) }
    const store = storeOf(...newer)
    const transfer = push({ url, dialect: small, roots: [newer[0]!.cid], store })
    await expect(transfer).rejects.toMatchObject({ code: 'ERR_NO_PROGRESS' })
    // Each block once.
    expect(requests).toBe(newer.length)
  })

  it('reports what neither side has', async () => {
    const { newer } = versions(3, 3)
    const [root, , , ...rest] = newer
    const store = storeOf(root!, newer[1]!, ...rest)
    const { url } = await serve(rustServer(storeOf()))
    const outcome = await push({ url, dialect, roots: [root!.cid], store })
    expect(outcome.complete).toBe(false)
    expect(outcome.unavailable.map(String)).toEqual([newer[2]!.cid.toString()])
  })

  it('asks with a header alone when a connection was lost', async () => {
    const { newer } = versions(3, 3)
    const roots = [newer[0]!.cid]
    const far = storeOf()
    const rounds: RustRound[] = []
    const handler = rustServer(far, rounds)
    const { url } = await serve(async (request) => {
      const answer = await handler(request)
      return rounds.length === 1
        ? new Response('', { status: 503, headers: { 'retry-after': '0' } })
        : answer
    })
    const outcome = await push({ url, dialect, roots, store: storeOf(...newer) })
    expect(outcome).toMatchObject({ complete: true, rounds: 1 })
    expect(rounds.map(({ sent }) => sent)).toEqual([newer.length, 0])
  })

  it('ends when the server asks for a block that stands in its CID', async () => {
    const inline = CID.decode(Uint8Array.of(1, 0x55, 0, 1, 7))
    let asked = 0
    const { url } = await serve(async (request) => {
      asked++
      await request.arrayBuffer()
      const roots = [inline.bytes]
      return new Response(message('sr', { roots, have: BloomFilter.empty() }), { status: 202 })
    })
    const leaf = raw('leaf')
    const store = storeOf(leaf)
    const outcome = await push({ url, dialect, roots: [leaf.cid], store })
    expect([asked, outcome.complete]).toEqual([1, false])
    expect(outcome.unavailable.map(String)).toEqual([inline.toString()])
    const alone = push({ url, dialect, roots: [inline], store })
    await expect(alone).rejects.toMatchObject({ code: 'ERR_NO_PROGRESS' })
  })
})

describe('a pull from a server that takes what it cannot read for a request of everything', () => {
  it('never sends more than it reads', async () => {
    const leaves = Array.from({ length: 3000 }, (_, i) => raw(`${i}`))
    const root = node('root', ...leaves)
    const full = storeOf(root, ...leaves)
    const requests: number[] = []
    const handler = rustServer(storeOf(root, ...leaves))
    const { url } = await serve(async (request) => {
      requests.push(Number(request.headers.get('content-length')))
      return handler(request)
    })
    const outcome = await pull({ url, dialect, roots: [root.cid], store: storeOf(root) })
    expect(outcome).toMatchObject({ complete: true, rounds: 3, duplicates: 0 })
    expect(requests).toHaveLength(3)
    for (const size of requests) expect(size).toBeLessThan(100_000)
    expect(contents(full)).toHaveLength(3001)
  })

  it('leaves out a filter that would make the request too long', () => {
    const missing = [raw('a').cid]
    const small = dialect.encodePull({ missing, have: filterOf(1024 * 1024) })
    expect(small.length).toBeGreaterThan(1024 * 1024)
    const large = dialect.encodePull({ missing, have: filterOf(2 * 1024 * 1024) })
    expect(large.length).toBeLessThan(200)
  })

  it('takes 404 for "not all of it", and no bytes for nothing', async () => {
    const leaf = raw('leaf')
    const root = node('root', leaf)
    const { url } = await serve(rustServer(storeOf(root)))
    const refused = await pull({ url, dialect, roots: [root.cid], store: storeOf() })
    expect(refused).toMatchObject({ complete: false, rounds: 1 })
    expect(refused.unavailable.map(String)).toEqual([root.cid.toString()])
    const silent = await serve(async () => new Response(''))
    const nothing = await pull({ url: silent.url, dialect, roots: [root.cid], store: storeOf() })
    expect(nothing).toMatchObject({ complete: false, rounds: 1 })
  })

  it('ends when the server begins with what is here, each time', async () => {
    const leaf = raw('leaf')
    const root = node('root', leaf)
    const { url } = await serve(async () => new Response(car([root.cid], root)))
    const transfer = pull({ url, dialect, roots: [root.cid], store: storeOf(root) })
    await expect(transfer).rejects.toMatchObject({ code: 'ERR_NO_PROGRESS' })
  })
})

function filterOf(bytes: number): BloomFilter {
  return BloomFilter.withParameters({ bytes, hashes: 7 })
}

/** A DAG whose middle hits the filter of a server that has its root and nothing else. */
function falsePositive() {
  for (let i = 0; ; i++) {
    const leaf = raw(`leaf ${i}`)
    const middle = node(`middle ${i}`, leaf)
    const more = [raw(`more ${i}`), raw(`and more ${i}`)]
    const upper = node('upper', middle, more[0]!)
    const root = node('root', upper, more[1]!)
    const { have } = statusOf(storeOf(root), root.cid.bytes)
    if (have.has(middle.cid.bytes)) return { root, middle, leaf, more: [upper, ...more] }
  }
}

it('has a double that stops where the port does', () => {
  const [a, b] = [raw('a'), raw('b')]
  const root = node('root', a, b)
  const some = (...blocks: HandBlock[]) => blocks.map(withBytes)
  expect(take(storeOf(), root.cid.bytes, some(root, a, b))).toBe(3)
  expect(take(storeOf(), root.cid.bytes, some(root, a, a, b))).toBe(2)
  expect(take(storeOf(), root.cid.bytes, some(a, root, b))).toBe(0)
  expect(take(storeOf(a), root.cid.bytes, some(root, a, b))).toBe(1)
})
