import { createServer } from 'node:http'
import { expect, it } from 'vitest'
import { pull } from '../src/pull.js'
import { push } from '../src/push.js'
import { node, raw } from './support/blocks.js'
import { hurry } from './support/hurry.js'
import { listen } from './support/serve.js'
import { storeOf } from './support/stores.js'

const root = node('root', raw('a'))
const roots = [root.cid]

it('follows no redirect, neither with a small body nor with a streamed one', async () => {
  hurry()
  let asked = 0
  let followed = 0
  const elsewhere = await listen(createServer(() => followed++))
  const { url } = await listen(
    createServer((request, response) => {
      asked++
      const to = { location: elsewhere.url + request.url }
      request.resume().once('end', () => response.writeHead(307, to).end())
    }),
  )
  const large = raw(new Uint8Array(3 * 1024 * 1024))
  const refused = { code: 'ERR_REFUSED', status: 307, requirement: 'HTTP-15' }
  await expect(pull({ url, roots, store: storeOf() })).rejects.toMatchObject(refused)
  await expect(push({ url, roots, store: storeOf(root) })).rejects.toMatchObject(refused)
  const store = storeOf(root, large)
  const streamed = push({ url, roots: [root.cid, large.cid], store, coldCall: 1e9 })
  // Which redirect it was, a `fetch` that may not follow it does not say.
  await expect(streamed).rejects.toMatchObject({ code: 'ERR_REFUSED', requirement: 'HTTP-15' })
  expect([asked, followed]).toEqual([3, 0])
})
