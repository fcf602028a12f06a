import { connect } from 'node:net'
import { fromReadableStream, toReadableStream } from '@car-mirror/car-io'
import { toHex } from '@car-mirror/vectors'
import { concat } from '@car-mirror/vectors/by-hand'
import { expect, it } from 'vitest'
import { createHandler } from '../src/handler.js'
import type { HandlerOptions } from '../src/index.js'
import { pull } from '../src/pull.js'
import { push } from '../src/push.js'
import { ask, PULL, PUSH } from './support/ask.js'
import { node, raw } from './support/blocks.js'
import { car, frame } from './support/car.js'
import { clientOf } from './support/clients.js'
import { message } from './support/message.js'
import { PROTOCOLS, type Protocol, serve } from './support/serve.js'
import { cidsOf, contents, expectSound, storeOf } from './support/stores.js'
import { pause, until } from './support/until.js'

const leaves = Array.from({ length: 30 }, (_, i) => raw(new Uint8Array(200_000).fill(i)))
const root = node('root', ...leaves)
const roots = [root.cid]
const all = [root, ...leaves]

/** A server, whether its rounds have let go of the store, and how many bytes they have taken. */
async function watched(
  store = storeOf(),
  options: Partial<HandlerOptions> = {},
  protocol: Protocol = 'http',
) {
  const errors: unknown[] = []
  const handler = createHandler({ store, onError: (error) => errors.push(error), ...options })
  let running = 0
  let taken = 0
  const count = (bytes: number) => {
    taken += bytes
  }
  const served = await serve(async (request) => {
    running++
    try {
      return await handler(withBody(request, count))
    } finally {
      running--
    }
  }, protocol)
  return { ...served, store, errors, idle: () => running === 0, taken: () => taken }
}

/** The same request; the bytes of a chunk of its body count when the next one is asked for. */
function withBody(request: Request, count: (bytes: number) => void): Request {
  async function* counted() {
    for await (const chunk of fromReadableStream(request.body!)) {
      yield chunk
      count(chunk.length)
    }
  }
  const { url, method, headers, signal } = request
  const body = toReadableStream(counted())
  return new Request(url, { method, headers, signal, body, duplex: 'half' } as RequestInit)
}

it.each(PROTOCOLS)('keeps what came when a client leaves amid a push over %s', async (protocol) => {
  const { url, store, errors, idle, taken } = await watched(storeOf(), {}, protocol)
  const fetch = clientOf(protocol)
  const controller = new AbortController()
  const part = concat(
    car(roots, root),
    ...leaves.slice(0, 10).map(frame),
    frame(leaves[10]!).slice(0, 999),
  )
  async function* half() {
    yield part
    await until(() => taken() === part.length)
    controller.abort(new Error('gone'))
    await new Promise(() => {})
  }
  const { signal } = controller
  const body = toReadableStream(half())
  const init = { method: 'POST', headers: {}, body, signal, duplex: 'half' } as RequestInit
  await expect(fetch(url + PUSH, init)).rejects.toThrow()
  await until(idle)
  expect(contents(store)).toEqual(cidsOf(root, ...leaves.slice(0, 10)))
  expectSound(store)
  // That a client left is no failure of the server.
  expect(errors).toEqual([])

  const sent: string[] = []
  const source = storeOf(...all)
  const counting = {
    has: (cid: Uint8Array) => source.has(cid),
    get: (cid: Uint8Array) => {
      sent.push(toHex(cid))
      return source.get(cid)
    },
    put: () => {},
  }
  const again = await push({ url, fetch, roots, store: counting, coldCall: 0 })
  expect(again).toMatchObject({ complete: true, blocks: { sent: 21 } })
  expect(contents(store)).toEqual(cidsOf(...all))
})

it('notices a client that sends half a request and closes', async () => {
  const { port, idle, errors, store, taken } = await watched()
  const body = car(roots, root)
  let sent = 0
  for (const end of ['end', 'destroy', 'resetAndDestroy'] as const) {
    const socket = connect(port, '127.0.0.1').on('error', () => {})
    socket.write(`POST ${PUSH} HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length + 9}\r\n\r\n`)
    socket.write(body)
    sent += body.length
    await until(() => taken() === sent)
    socket[end]()
    await until(idle)
    socket.destroy()
  }
  expect(contents(store)).toEqual(cidsOf(root))
  expect(errors).toEqual([])
})

it.each(PROTOCOLS)(
  'stops reading its store when a client leaves amid a pull over %s',
  async (protocol) => {
    const full = storeOf(...all)
    let reads = 0
    let rounds = 0
    const store = {
      has: (cid: Uint8Array) => full.has(cid),
      get: async (cid: Uint8Array) => {
        reads++
        await pause(2)
        return full.get(cid)
      },
      put: () => {},
    }
    const errors: unknown[] = []
    const handler = createHandler({
      store,
      onRound: () => void rounds++,
      onError: (error) => errors.push(error),
    })
    const { url } = await serve(handler, protocol)
    const controller = new AbortController()
    const near = storeOf()
    const transfer = pull({
      url,
      fetch: clientOf(protocol),
      roots,
      store: near,
      signal: controller.signal,
      onProgress: ({ type }) => type === 'blocks' && controller.abort(new Error('enough')),
    })
    await expect(transfer).rejects.toThrow('enough')
    let last = -1
    await until(() => {
      const settled = reads === last
      last = reads
      return settled
    })
    await pause(30)
    expect(reads).toBe(last)
    expect(reads).toBeLessThan(all.length)
    expect([rounds, errors]).toEqual([0, []])
    expectSound(near)
  },
)

it('lets go of the store of the client when the connection of a push is lost', async () => {
  const { url, kill } = await watched()
  const source = storeOf(...all)
  let reads = 0
  const store = {
    has: (cid: Uint8Array) => source.has(cid),
    get: (cid: Uint8Array) => {
      // Enough for the body to be streamed and not yet all read
      if (++reads === 20) kill()
      return pause(1).then(() => source.get(cid))
    },
    put: () => {},
  }
  const coldCall = Number.POSITIVE_INFINITY
  const transfer = push({ url, roots, store, coldCall, retries: 0 })
  await expect(transfer).rejects.toMatchObject({ code: 'ERR_CONNECTION' })
  const before = reads
  await pause(50)
  expect(reads).toBeLessThanOrEqual(before + 1)
  expect(reads).toBeLessThan(all.length)
})

it.each([
  ['pull', PULL, message('rs', roots)],
  ['push', PUSH, car(roots)],
])('takes a client that leaves amid a long walk of a %s for no failure', async (_, path, body) => {
  const full = storeOf(...all)
  const leaving = new AbortController()
  const busy = {
    has: (cid: Uint8Array) => busy.get(cid) !== undefined,
    get(cid: Uint8Array) {
      const end = performance.now() + 5
      while (performance.now() < end);
      setTimeout(() => leaving.abort())
      return full.get(cid)
    },
    put: () => {},
  }
  const errors: unknown[] = []
  const handler = createHandler({ store: busy, onError: (error) => errors.push(error) })
  const answer = ask(handler, path, body, {
    signal: leaving.signal,
    headers: { 'content-type': 'application/octet-stream' },
  })
  await answer.catch(() => {})
  expect(leaving.signal.aborted).toBe(true)
  expect(errors).toEqual([])
})
