import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { HttpServer } from '../src/http-server.js'

const IDLE = 200
let server: HttpServer
let port: number

beforeEach(async () => {
  // Reads what is sent, then takes three times the limit for its answer.
  server = new HttpServer(async (request) => {
    await request.text()
    await delay(IDLE * 3)
    return new Response('done')
  }, IDLE)
  port = Number(new URL(await server.listen('127.0.0.1', 0)).port)
})
afterEach(() => server.close())

it.each([
  ['says nothing at all', ''],
  ['stops in the middle of its headers', 'POST / HTTP/1.1\r\nhost: x\r\n'],
  ['stops in the middle of its body', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nhal'],
])('drops a peer that %s', async (_, text) => {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  const received: Buffer[] = []
  socket.on('data', (chunk) => received.push(chunk))
  socket.write(text)
  await once(socket, 'close')
  expect(Buffer.concat(received).toString()).toBe('')
})

it('does not drop a peer that waits for us', async () => {
  const response = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: 'all of it' })
  expect(await response.text()).toBe('done')
})

it('drops a peer that takes nothing of its answer', async () => {
  const big = new HttpServer(async () => new Response(new Uint8Array(64 * 1024 * 1024)), IDLE)
  const socket = connect(Number(new URL(await big.listen('127.0.0.1', 0)).port), '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n')
  // Resolves when every connection has ended, though we neither read nor hang up.
  await delay(50)
  await big.close()
  socket.destroy()
})
