import { expect, it } from 'vitest'
import { createHandler } from '../src/handler.js'
import type { HandlerOptions } from '../src/index.js'
import { push } from '../src/push.js'
import { node, raw } from './support/blocks.js'
import { clientOf } from './support/clients.js'
import { type Protocol, serve } from './support/serve.js'
import { storeOf } from './support/stores.js'

const leaves = Array.from({ length: 80 }, (_, i) => raw(new Uint8Array(256 * 1024).fill(i)))
const root = node('root', ...leaves)
const store = storeOf(root, ...leaves)

const REFUSALS: [number, Partial<HandlerOptions>, string][] = [
  [401, { authorize: () => false }, 'ERR_UNAUTHORIZED'],
  [403, { readOnly: true }, 'ERR_READ_ONLY'],
  [400, { hashers: new Map() }, 'ERR_HASH_UNKNOWN'],
  [413, { limits: { car: { total: 1_000_000 } } }, 'ERR_CAR_TOTAL_LIMIT'],
]

/** The refusals of as many pushes of 20 MB, each in one body. */
async function refusals(times: number, options: Partial<HandlerOptions>, protocol: Protocol) {
  const { url, connections } = await serve(
    createHandler({ store: storeOf(), ...options }),
    protocol,
  )
  const fetch = clientOf(protocol)
  const seen = new Set<unknown>()
  for (let i = 0; i < times; i++) {
    const coldCall = Number.POSITIVE_INFINITY
    const transfer = push({ url, fetch, roots: [root.cid], store, coldCall, retries: 0 })
    const error = await transfer.catch((error) => error)
    seen.add(`${error.status} ${error.peerCode}`)
  }
  return { seen: [...seen], connections: connections() }
}

it.each(REFUSALS)('tells a client that is still sending of a %i', async (status, options, code) => {
  const { seen, connections } = await refusals(25, options, 'http')
  expect(seen).toEqual([`${status} ${code}`])
  // The rest of each body was read, so the connection could be used again.
  expect(connections).toBeLessThan(25)
})

it.each(['nodeFetch', 'https', 'h2c', 'h2'] as const)('does so over %s', async (protocol) => {
  for (const [status, options, code] of REFUSALS) {
    const { seen } = await refusals(2, options, protocol)
    expect(seen).toEqual([`${status} ${code}`])
  }
})

it('ends a push whatever becomes of the answer when more comes than the server reads', async () => {
  const limits = { drain: 1_000_000 }
  const { seen } = await refusals(5, { authorize: () => false, limits }, 'http')
  expect(
    seen.every((error) => /^(401 ERR_UNAUTHORIZED|undefined undefined)$/.test(`${error}`)),
  ).toBe(true)
})
