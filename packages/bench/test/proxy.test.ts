import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import type { Network } from '../src/end-to-end/network.js'
import { DelayQueue, openProxy } from '../src/end-to-end/proxy.js'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

it('hands on what was pushed in its order, whatever is due first, and then the end', async () => {
  const got: string[] = []
  const ended = new Promise<void>((resolve) => {
    const to = {
      write: (piece: Buffer) => got.push(piece.toString()) > 0,
      end: () => resolve(),
    }
    const queue = new DelayQueue(to as never, () => {})
    const now = performance.now()
    queue.push(Buffer.from('first'), now + 30)
    queue.push(Buffer.from('second'), now + 5)
    queue.push(Buffer.from('third'), now + 60)
    queue.end(now)
    expect(queue.waiting).toBe('firstsecondthird'.length)
  })
  await ended
  expect(got).toEqual(['first', 'second', 'third'])
})

it('carries bodies unchanged in both directions', async () => {
  const url = await echo({ roundTrip: 10, rate: 1e9 })
  const body = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * i) % 251))
  expect(Buffer.compare(await echoed(url, body), body)).toBe(0)
})

it('lets a first answer come no sooner than after two round trips', async () => {
  // One opens the connection, one is for the request and its answer.
  const roundTrip = 400
  const url = await echo({ roundTrip, rate: 1e9 })
  const start = performance.now()
  await echoed(url, Buffer.from('a'))
  expect(performance.now() - start).toBeGreaterThanOrEqual(2 * roundTrip - 2)
})

/** The URL of a proxy before a server that gives back what it gets. */
async function echo(network: Network): Promise<string> {
  const server = createServer((incoming, outgoing) => incoming.pipe(outgoing))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => server.close())
  const { port } = server.address() as AddressInfo
  const proxy = await openProxy(`http://127.0.0.1:${port}`, network)
  closing.push(() => proxy.close())
  return proxy.url
}

async function echoed(url: string, body: Buffer): Promise<Buffer> {
  const outgoing = request(url, { method: 'POST', agent: false })
  outgoing.end(body)
  const [answer] = (await once(outgoing, 'response')) as [AsyncIterable<Buffer>]
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk)
  return Buffer.concat(chunks)
}
