import { createServer } from 'node:http'
import { expect, it } from 'vitest'
import { detectDialect } from '../src/detect-dialect.js'
import { createHandler } from '../src/handler.js'
import { bearerToken } from '../src/index.js'
import { goServer } from './support/go-peer.js'
import { hurry } from './support/hurry.js'
import { type RustRound, rustServer } from './support/rust-peer.js'
import { listen, serve } from './support/serve.js'
import { storeOf } from './support/stores.js'

const WEB: [string, number][] = [
  ['has no such page', 404],
  ['takes no POST', 405],
]

it('knows a server of each dialect, and starts no round of it', async () => {
  const rounds: unknown[] = []
  const ours = createHandler({ store: storeOf(), onRound: (round) => void rounds.push(round) })
  const go = goServer(storeOf())
  const rust: RustRound[] = []
  const seen: string[] = []
  for (const handler of [ours, rustServer(storeOf(), rust), go.handler]) {
    const { url } = await serve(async (request) => {
      const probes = request.url.includes('/dag/pull/-') && request.method === 'GET'
      // As the port answers a path that ends in no CID.
      if (probes && handler !== ours)
        return new Response('bad', { status: handler === go.handler ? 404 : 400 })
      return handler(request)
    })
    seen.push((await detectDialect({ url })).name)
  }
  expect(seen).toEqual(['spec', 'rs', 'go'])
  expect([rounds, rust, go.rounds]).toEqual([[], [], []])
})

it('asks with the token, and takes being turned away for an answer', async () => {
  const handler = createHandler({ store: storeOf(), authorize: bearerToken('s3cret') })
  const { url } = await serve(handler)
  for (const token of ['s3cret', undefined]) {
    expect((await detectDialect({ url, token })).name).toBe('spec')
  }
})

it.each(WEB)('knows nothing of a web server that %s', async (_, status) => {
  const { url } = await listen(createServer((_, response) => response.writeHead(status).end()))
  await expect(detectDialect({ url })).rejects.toMatchObject({ code: 'ERR_DIALECT' })
})

it('asks again when the server fails, and follows no redirect', async () => {
  hurry()
  const ours = createHandler({ store: storeOf() })
  let asked = 0
  const failing = await serve(async (request) =>
    ++asked < 3 ? new Response('', { status: 503 }) : ours(request),
  )
  expect((await detectDialect({ url: failing.url })).name).toBe('spec')
  await failing.kill()
  await expect(detectDialect({ url: failing.url })).rejects.toMatchObject({
    code: 'ERR_CONNECTION',
  })
  const elsewhere = { location: failing.url }
  const { url } = await serve(async () => new Response('', { status: 302, headers: elsewhere }))
  const refused = { code: 'ERR_REFUSED', status: 302, requirement: 'HTTP-15' }
  await expect(detectDialect({ url })).rejects.toMatchObject(refused)
})

it('gives up a server that is silent', async () => {
  const { url } = await listen(createServer(() => {}))
  const silent = detectDialect({ url, timeout: 100 })
  await expect(silent).rejects.toMatchObject({ code: 'ERR_NO_ANSWER' })
})
