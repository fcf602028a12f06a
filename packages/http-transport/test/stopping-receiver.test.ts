import { BloomFilter } from '@car-mirror/bloom'
import { CID } from 'multiformats/cid'
import { describe, expect, it } from 'vitest'
import { push } from '../src/push.js'
import { rsDialect } from '../src/rs-dialect.js'
import { type HandBlock, node, raw } from './support/blocks.js'
import { message, type RustRound, rustServer, statusOf } from './support/rust-peer.js'
import { serve } from './support/serve.js'
import { cidsOf, contents, storeOf } from './support/stores.js'

const dialect = rsDialect

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
