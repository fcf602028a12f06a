import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { Handler } from '@car-mirror/http-transport'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { HttpServer } from '../src/http-server.js'

const IDLE = 200
const LARGE = 4 * 1024 * 1024
let server: Listening

beforeEach(async () => {
  // Reads what is sent, then takes three times the limit for its answer.
  server = await listen(async (request) => {
    await request.text()
    await delay(IDLE * 3)
    return new Response('done')
  })
})
afterEach(() => server.close())

it.each([
  ['says nothing at all', ''],
  ['stops in the middle of its headers', 'POST / HTTP/1.1\r\nhost: x\r\n'],
  ['stops in the middle of its body', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nhal'],
])('drops a peer that %s', async (_, text) => {
  const socket = send(server.port, text)
  const received: Buffer[] = []
  socket.on('data', (chunk) => received.push(chunk))
  await once(socket, 'close')
  expect(Buffer.concat(received).toString()).toBe('')
})

it('does not drop a peer that waits for us', async () => {
  const response = await fetch(`http://127.0.0.1:${server.port}`, {
    method: 'POST',
    body: 'all of it',
  })
  expect(await response.text()).toBe('done')
})

it.each<[string, Handler]>([
  [
    'nothing of its body',
    async (request) => {
      await delay(IDLE * 3)
      return new Response(String((await request.arrayBuffer()).byteLength))
    },
  ],
  [
    'only the beginning of its body',
    async (request) => {
      let bytes = 0
      for await (const chunk of request.body!) {
        if (bytes === 0) await delay(IDLE * 3)
        bytes += chunk.length
      }
      return new Response(String(bytes))
    },
  ],
])('does not drop a peer while we read %s', async (_, handler) => {
  const { port, close } = await listen(handler)
  const body = new Uint8Array(16 * 1024 * 1024)
  const response = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body })
  expect(await response.text()).toBe(String(body.length))
  await close()
})

it('drops a peer that says nothing more when our turn is over', async () => {
  const { port, close } = await listen(async (request) => {
    await delay(IDLE * 2)
    return new Response(await request.text())
  })
  const socket = send(port, 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nhal')
  await once(socket, 'close')
  await close()
})

it.each([
  { quick: 'first', first: IDLE / 2, second: IDLE * 3 },
  { quick: 'second', first: IDLE * 3, second: 0 },
])('answers two requests on one connection before it ends, the $quick quickly', async (waits) => {
  let asked = 0
  const { port, close } = await listen(async ({ url }) => {
    asked += 1
    await delay(url.endsWith('/first') ? waits.first : waits.second)
    // More than a connection takes at once: the second answer waits for the first.
    return new Response(new Uint8Array(LARGE))
  })
  const ask = (path: string) => `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n`
  const socket = send(port, ask('/first') + ask('/second'))
  let received = 0
  socket.on('data', ({ length }) => {
    received += length
  })
  while (asked < 2) await delay(10)
  await Promise.all([close(), once(socket, 'close')])
  expect(received).toBeGreaterThan(2 * LARGE)
})

it('keeps a connection for seconds, and not up to the limit, once all is answered', async () => {
  // Nobody reads the request, so that Node does.
  const { port, close } = await listen(async () => new Response('refused'), 60_000)
  const socket = send(port, 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\n\r\nall').resume()
  await once(socket, 'close', { signal: AbortSignal.timeout(10_000) })
  await close()
})

it('drops a peer that takes nothing of its answer', async () => {
  const { port, close } = await listen(async () => new Response(new Uint8Array(64 * 1024 * 1024)))
  const socket = send(port, 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n')
  // Resolves when every connection has ended, though we neither read nor hang up.
  await delay(50)
  await close()
  socket.destroy()
})

interface Listening {
  readonly port: number
  close(): Promise<void>
}

async function listen(handler: Handler, idle = IDLE): Promise<Listening> {
  const server = new HttpServer(handler, idle)
  const { port } = new URL(await server.listen('127.0.0.1', 0))
  return { port: Number(port), close: () => server.close() }
}

/** A connection on which `text` was sent. */
function send(port: number, text: string): Socket {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write(text)
  return socket
}
