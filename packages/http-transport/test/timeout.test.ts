import { createServer, type ServerResponse } from 'node:http'
import type { Store } from '@car-mirror/core'
import { describe, expect, it } from 'vitest'
import { goDialect } from '../src/go-dialect.js'
import { createHandler } from '../src/handler.js'
import { pull } from '../src/pull.js'
import { push } from '../src/push.js'
import { rsDialect } from '../src/rs-dialect.js'
import { specDialect } from '../src/spec-dialect.js'
import { node, raw } from './support/blocks.js'
import { car } from './support/car.js'
import { listen, serve } from './support/serve.js'
import { cidsOf, contents, storeOf } from './support/stores.js'
import { pause } from './support/until.js'

const leaves = Array.from({ length: 30 }, (_, i) => raw(new Uint8Array(200_000).fill(i)))
const root = node('root', ...leaves)
const roots = [root.cid]
const all = [root, ...leaves]
const DIALECTS = [specDialect, rsDialect, goDialect]

/** A server that reads requests and does something else than answer them. */
async function server(answer: (response: ServerResponse) => void) {
  return listen(
    createServer((request, response) => request.resume().once('end', () => answer(response))),
  )
}

describe.each(DIALECTS)('in the dialect $name', (dialect) => {
  it.each([
    ['pull', pull, storeOf()],
    ['push', push, storeOf(...all)],
  ] as const)(
    'gives up a %s that is not answered, and does not try again',
    async (_, mirror, store) => {
      let asked = 0
      const { url } = await server(() => void asked++)
      const transfer = mirror({ url, dialect, roots, store, timeout: 1000 })
      await expect(transfer).rejects.toMatchObject({ code: 'ERR_NO_ANSWER' })
      expect(asked).toBe(1)
    },
  )
})

it('gives up a server that takes no more of a body', async () => {
  const { url } = await listen(createServer((request) => request.pause()))
  const coldCall = Number.POSITIVE_INFINITY
  const transfer = push({ url, roots, store: storeOf(...all), coldCall, timeout: 150 })
  await expect(transfer).rejects.toMatchObject({ code: 'ERR_NO_ANSWER' })
})

it('takes an answer that stops in the middle for a lost connection', async () => {
  let asked = 0
  const { url } = await server((response) => {
    asked++
    response.write(car(roots, root))
  })
  const store = storeOf()
  const transfer = pull({ url, roots, store, timeout: 150, retries: 1 })
  await expect(transfer).rejects.toMatchObject({ code: 'ERR_CONNECTION' })
  // The first brought the root, so a further failure was forgiven.
  expect(asked).toBe(3)
  expect(contents(store)).toEqual(cidsOf(root))
})

it('does not count what it does itself: a slow store is no silent server', async () => {
  const slow = (store: ReturnType<typeof storeOf>): Store => ({
    has: (cid) => store.has(cid),
    get: async (cid) => {
      await pause(Buffer.from(cid).equals(leaves[20]!.cid.bytes) ? 2000 : 1)
      return store.get(cid)
    },
    put: async (blocks) => {
      await pause(2000)
      store.put(blocks)
    },
  })
  const far = storeOf()
  const { url } = await serve(createHandler({ store: far }))
  const coldCall = Number.POSITIVE_INFINITY
  const pushed = await push({ url, roots, store: slow(storeOf(...all)), coldCall, timeout: 1500 })
  expect(pushed.complete).toBe(true)
  const pulled = await pull({ url, roots, store: slow(storeOf()), timeout: 1500 })
  expect(pulled.complete).toBe(true)
})

it('waits for ever when told to', async () => {
  const { url } = await server((response) =>
    setTimeout(() => response.end(car(roots, ...all)), 200),
  )
  const transfer = await pull({ url, roots, store: storeOf(), timeout: Number.POSITIVE_INFINITY })
  expect(transfer.complete).toBe(true)
})
