import { type IncomingMessage, request } from 'node:http'
import { fromReadableStream, toReadableStream } from '@car-mirror/car-io'
import type { Block, Store } from '@car-mirror/core'
import { beforeEach, describe, expect, it } from 'vitest'
import { Connection, type Fetch } from '../src/connection.js'
import { createHandler, type Handler } from '../src/handler.js'
import { pull } from '../src/pull.js'
import { push } from '../src/push.js'
import { type HandBlock, node, raw } from './support/blocks.js'
import { clientOf } from './support/clients.js'
import { PROTOCOLS, serve } from './support/serve.js'
import { cidsOf, contents, expectSound, storeOf } from './support/stores.js'
import { pause, until } from './support/until.js'

const MIB = 1024 * 1024
const leaves = Array.from({ length: 40 }, (_, i) => raw(new Uint8Array(256 * 1024).fill(i)))
const root = node('root', ...leaves)
const all = [root, ...leaves]

/** A body of 200 MB that counts what was read of it and notes that it was let go. */
function endless(size = 200 * MIB) {
  const state = { read: 0, released: false }
  async function* chunks() {
    try {
      for (; state.read < size; state.read += 64 * 1024) yield new Uint8Array(64 * 1024)
    } finally {
      state.released = true
    }
  }
  return { state, chunks: chunks() }
}

function failingAt(store: Store, bad: HandBlock): Store {
  return {
    has: (cid) => store.has(cid),
    get: (cid) => {
      if (Buffer.from(cid).equals(bad.cid.bytes)) throw new Error('disk failure')
      return store.get(cid)
    },
    put: (blocks: readonly Block[]) => store.put(blocks),
  }
}

describe.each(PROTOCOLS)('over %s', (protocol) => {
  let fetch: Fetch
  beforeEach(() => {
    fetch = clientOf(protocol)
  })
  const post = (body: BodyInit | null = null, signal: AbortSignal | null = null) =>
    ({ method: 'POST', body, signal, headers: {}, duplex: 'half' }) as RequestInit

  it('mirrors both ways', async () => {
    const far = storeOf()
    const { url } = await serve(createHandler({ store: far }), protocol)
    const pushed = await push({ url, fetch, roots: [root.cid], store: storeOf(...all) })
    expect(pushed).toMatchObject({ complete: true, unavailable: [] })
    expect(contents(far)).toEqual(cidsOf(...all))
    const near = storeOf()
    const pulled = await pull({ url, fetch, roots: [root.cid], store: near })
    expect(pulled).toMatchObject({ complete: true, rounds: 1, blocks: { received: all.length } })
    expect(contents(near)).toEqual(cidsOf(...all))
    expectSound(near)
  })

  it('passes on path, query, method, headers and body', async () => {
    const handler: Handler = async (request) => {
      const { pathname, search } = new URL(request.url)
      const seen = [request.method, pathname, search, request.headers.get('x-one')]
      return new Response(JSON.stringify([...seen, await request.text()]), { status: 202 })
    }
    const { url } = await serve(handler, protocol)
    const init = { ...post(new Blob(['hello'])), headers: { 'x-one': '1, 2' } }
    const response = await fetch(`${url}/a%2Fb/c?d=%20&e`, init)
    expect(response.status).toBe(202)
    expect(await response.json()).toEqual(['POST', '/a%2Fb/c', '?d=%20&e', '1, 2', 'hello'])
  })

  it.each([0, 35])('lets nobody take a response for whole that fails at leaf %i', async (place) => {
    const store = failingAt(storeOf(...all), leaves[place]!)
    const { url } = await serve(createHandler({ store }), protocol)
    const near = storeOf()
    const transfer = pull({ url, fetch, roots: [root.cid], store: near, retries: 0 })
    await expect(transfer).rejects.toMatchObject({ code: 'ERR_CONNECTION' })
    expect(contents(near)).not.toContain(leaves[place]!.cid.toString())
    expectSound(near)
  })

  it('shows a client that the server died midway', async () => {
    const source = storeOf(...all)
    let reads = 0
    const store = {
      has: (cid: Uint8Array) => source.has(cid),
      get: async (cid: Uint8Array) => {
        await pause(1)
        if (++reads === 30) await kill()
        return source.get(cid)
      },
      put: () => {},
    }
    const { url, kill } = await serve(createHandler({ store }), protocol)
    const near = storeOf()
    const transfer = pull({ url, fetch, roots: [root.cid], store: near, retries: 0 })
    await expect(transfer).rejects.toMatchObject({ code: 'ERR_CONNECTION' })
    expect(contents(near).length).toBeLessThan(all.length)
    expectSound(near)
  })

  it('breaks the connection when a handler fails', async () => {
    const { url } = await serve(() => Promise.reject(new Error('bug')), protocol)
    await expect(fetch(url, post())).rejects.toThrow()
  })

  it('aborts the signal of the request when the client leaves before the answer', async () => {
    let signal: AbortSignal | undefined
    const handler: Handler = (request) => {
      signal = request.signal
      return new Promise(() => {})
    }
    const { url } = await serve(handler, protocol)
    const controller = new AbortController()
    const response = fetch(url, post(new Blob(['hello']), controller.signal)).catch(() => {})
    await until(() => signal !== undefined)
    expect(signal!.aborted).toBe(false)
    controller.abort()
    await Promise.race([
      until(() => signal!.aborted),
      response.then(() => until(() => signal!.aborted)),
    ])
  })

  it('makes no more of a response than a slow client takes, and lets go when it leaves', async () => {
    const { state, chunks: content } = endless()
    const body = toReadableStream(content)
    const { url } = await serve(async () => new Response(body), protocol)
    const controller = new AbortController()
    const response = await fetch(url, post(null, controller.signal))
    const chunks = fromReadableStream(response.body!)
    await chunks.next()
    await pause(300)
    expect(state.read).toBeLessThan(32 * MIB)
    controller.abort()
    await until(() => state.released)
    expect(state.read).toBeLessThan(32 * MIB)
    await chunks.next().catch(() => {})
  })

  it('reads no more of a request than a slow handler takes, and lets go when it answers', async () => {
    const { state, chunks } = endless()
    const handler: Handler = async (request) => {
      const body = fromReadableStream(request.body!)
      await body.next()
      await pause(300)
      expect(state.read).toBeLessThan(32 * MIB)
      await body.return()
      return new Response('enough')
    }
    const { url } = await serve(handler, protocol)
    await new Connection({ url, fetch }).post('/', 'a/b', chunks, [200]).catch(() => {})
    await until(() => state.released)
    expect(state.read).toBeLessThan(64 * MIB)
  })
})

it('answers 405 to a method that no Request can have', async () => {
  const { port } = await serve(createHandler({ store: storeOf() }))
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ port, method: 'TRACE' }, resolve).on('error', reject).end()
  })
  expect([response.statusCode, response.headers.allow]).toEqual([405, 'POST'])
})
