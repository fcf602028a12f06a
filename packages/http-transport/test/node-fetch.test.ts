import { createServer } from 'node:http'
import { createServer as createSocketServer } from 'node:net'
import { toReadableStream } from '@car-mirror/car-io'
import { expect, it, vi } from 'vitest'
import { createHandler } from '../src/handler.js'
import { nodeFetch } from '../src/node/node-fetch.js'
import { pull } from '../src/pull.js'
import { push } from '../src/push.js'
import { node, raw } from './support/blocks.js'
import { listen, serve } from './support/serve.js'
import { cidsOf, contents, expectSound, storeOf } from './support/stores.js'

const leaves = Array.from({ length: 20 }, (_, i) => raw(new Uint8Array(300_000 + i).fill(i)))
const root = node('root', ...leaves)
const roots = [root.cid]
const all = [root, ...leaves]
const coldCall = Number.POSITIVE_INFINITY

async function mirrored(url: string, far = storeOf()) {
  const near = storeOf()
  await push({ url, fetch: nodeFetch, roots, store: storeOf(...all), coldCall, retries: 0 })
  await pull({ url, fetch: nodeFetch, roots, store: near, retries: 0 })
  expect([contents(far), contents(near)]).toEqual([cidsOf(...all), cidsOf(...all)])
  expectSound(near)
}

it('pushes and pulls over one connection', async () => {
  const far = storeOf()
  const { url, connections } = await serve(createHandler({ store: far }))
  await mirrored(url, far)
  expect(connections()).toBe(1)
})

it('speaks TLS', async () => {
  // Otherwise it would refuse a certificate that signs itself, as it should.
  const store = storeOf()
  const { url } = await serve(createHandler({ store }), 'https')
  await expect(nodeFetch(url, {})).rejects.toThrow('self-signed certificate')
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
  await mirrored(url, store).finally(() => vi.unstubAllEnvs())
})

it('sends a body whole with its length, and a stream without', async () => {
  const { url } = await listen(
    createServer(async ({ method, headers }, response) => {
      const { 'content-length': length, 'transfer-encoding': encoding, 'x-one': one } = headers
      response.end(JSON.stringify([method, length, encoding, one]))
    }),
  )
  const headers = { 'x-one': '1' }
  const asked = async (init: RequestInit) => (await nodeFetch(url, { headers, ...init })).json()
  expect(await asked({})).toEqual(['GET', null, null, '1'])
  expect(await asked({ method: 'POST' })).toEqual(['POST', '0', null, '1'])
  expect(await asked({ method: 'POST', body: 'hello' })).toEqual(['POST', '5', null, '1'])
  const body = toReadableStream(new Blob(['hello']).stream() as AsyncIterable<Uint8Array>)
  expect(await asked({ method: 'POST', body })).toEqual(['POST', null, 'chunked', '1'])
})

it('gives redirects and answers without a body as they are', async () => {
  const { url } = await listen(
    createServer((request, response) => {
      response.writeHead(Number(request.url?.slice(1)), { location: '/', 'x-two': ['a', 'b'] })
      response.end()
    }),
  )
  for (const status of [204, 304, 307, 404]) {
    const response = await nodeFetch(`${url}/${status}`, { redirect: 'error' })
    expect([response.status, response.headers.get('x-two')]).toEqual([status, 'a, b'])
    expect(await response.text()).toBe('')
  }
  // No response can have such a status.
  await expect(nodeFetch(`${url}/999`, {})).rejects.toThrow()
})

it('takes nothing for an answer that came before it asked', async () => {
  let asked = 0
  const answer = (text: string) =>
    `HTTP/1.1 200 OK\r\ncontent-length: ${text.length}\r\n\r\n${text}`
  const { url } = await listen(
    createSocketServer((socket) => {
      socket.on('error', () => {})
      socket.on('data', () => {
        socket.write(answer(`${++asked}`))
        setTimeout(() => socket.write(answer('unasked')), 10)
      })
    }),
  )
  expect(await (await nodeFetch(url, {})).text()).toBe('1')
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(await (await nodeFetch(url, {})).text()).toBe('2')
})

it('fails where the server switches protocols unasked', async () => {
  const { url } = await listen(
    createSocketServer((socket) => {
      socket.on('error', () => {})
      const head = 'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'
      socket.on('data', () => socket.write(head))
    }),
  )
  await expect(nodeFetch(url, {})).rejects.toThrow('closed without an answer')
})

it('fails with the body, the connection and the signal', async () => {
  const { url, kill } = await listen(createServer((request) => void request.resume()))
  async function* failing() {
    yield new Uint8Array(1)
    throw new RangeError('disk')
  }
  const init = { method: 'POST', body: toReadableStream(failing()) }
  await expect(nodeFetch(url, init)).rejects.toThrow('disk')
  const gone = AbortSignal.abort(new Error('gone'))
  await expect(nodeFetch(url, { signal: gone })).rejects.toThrow('gone')
  const leaving = new AbortController()
  const left = nodeFetch(url, { signal: leaving.signal })
  setTimeout(() => leaving.abort(), 20)
  await expect(left).rejects.toThrow()
  await kill()
  await expect(nodeFetch(url, {})).rejects.toThrow('ECONNREFUSED')
})
