import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { PortProblem } from '../../src/suite/port.js'
import { exchange } from '../../src/wire/exchange.js'

const patience = { timeout: 2000, signal: new AbortController().signal }
const request = { method: 'POST', path: '/a', type: 'text/plain', body: Buffer.from('hello') }

/** A server below HTTP. */
async function tcp(serve: (socket: Socket, text: string) => void): Promise<string> {
  const server = createServer((socket) => {
    let text = ''
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
      serve(socket, text)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const OK = 'HTTP/1.1 200 OK\r\ncontent-type: text/x\r\ncontent-length: 2\r\n\r\n'

async function kindOf(asked: Promise<unknown>): Promise<string> {
  return asked.then(
    () => 'none',
    (cause) => (cause instanceof PortProblem ? cause.kind : String(cause)),
  )
}

it('sends what it is given and reads what comes', async () => {
  let seen = ''
  const url = await tcp((socket, text) => {
    seen = text
    if (text.endsWith('hello')) socket.end(`${OK}ok`)
  })
  const odd = { ...request, path: '/a/../b?c=%00&d=/ipfs//x' }
  const reply = await exchange(`${url}/below/`, odd, patience)
  expect(reply).toEqual({ status: 200, type: 'text/x', body: new Uint8Array(Buffer.from('ok')) })
  expect(seen).toMatch(/^POST \/below\/a\/\.\.\/b\?c=%00&d=\/ipfs\/\/x HTTP\/1\.1\r\n/)
  expect(seen).toMatch(/content-type: text\/plain\r\n/i)
})

it('sends a body in pieces', async () => {
  const lengths: number[] = []
  const url = await tcp((socket, text) => {
    lengths.push(text.length)
    if (text.endsWith('hello')) socket.end(`${OK}ok`)
  })
  await exchange(url, { ...request, cuts: [1, 3] }, patience)
  expect(lengths.length).toBeGreaterThan(1)
})

it('reads an answer that comes before the body is sent', async () => {
  const url = await tcp((socket) => socket.end(`${OK}ok`))
  const body = Buffer.alloc(4 * 1024 * 1024)
  expect((await exchange(url, { ...request, body }, patience)).status).toBe(200)
})

it('tells a broken connection, no answer and nobody apart', async () => {
  const broken = await tcp((socket) => socket.destroy())
  expect(await kindOf(exchange(broken, request, patience))).toBe('died')
  const cut = await tcp((socket) => socket.end(`${OK}o`))
  expect(await kindOf(exchange(cut, request, patience))).toBe('died')
  const silent = await tcp(() => {})
  expect(await kindOf(exchange(silent, request, { ...patience, timeout: 100 }))).toBe('no-answer')
  const slow = await tcp((socket) => socket.write(`${OK}o`))
  expect(await kindOf(exchange(slow, request, { ...patience, timeout: 100 }))).toBe('no-answer')
  expect(await kindOf(exchange('http://127.0.0.1:9', request, patience))).toBe('absent')
})

it('breaks off where it is told to', async () => {
  let seen = ''
  const url = await tcp((socket, text) => {
    seen = text
    socket.on('end', () => socket.end())
  })
  expect(await kindOf(exchange(url, { ...request, breakAfter: 3 }, patience))).toBe('died')
  expect(seen.endsWith('\r\n\r\nhel')).toBe(true)
})

it('ends with its test', async () => {
  const url = await tcp(() => {})
  const controller = new AbortController()
  const asked = exchange(url, request, { ...patience, signal: controller.signal })
  controller.abort(new Error('the test is over'))
  await expect(asked).rejects.toThrow('the test is over')
})
