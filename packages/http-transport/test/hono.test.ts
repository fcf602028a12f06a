import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { bearerToken } from '../src/authorize.js'
import { createHandler, type Handler } from '../src/handler.js'
import { pull } from '../src/pull.js'
import { push } from '../src/push.js'
import { node, raw } from './support/blocks.js'
import { serve } from './support/serve.js'
import { cidsOf, contents, storeOf } from './support/stores.js'

const leaves = Array.from({ length: 30 }, (_, i) => raw(new Uint8Array(200_000).fill(i)))
const root = node('root', ...leaves)
const all = cidsOf(root, ...leaves)

const WAYS: [string, (app: Hono, handler: Handler) => unknown][] = [
  ['mounted', (app, handler) => app.mount('/some/prefix', handler)],
  ['as a route', (app, handler) => app.all('/some/prefix/*', ({ req }) => handler(req.raw))],
]

it.each(WAYS)('works unchanged behind hono, %s below a prefix', async (_, mount) => {
  const far = storeOf()
  const app = new Hono().get('/', (c) => c.text('the rest of the app'))
  mount(app, createHandler({ store: far, authorize: bearerToken('s3cret') }))
  const { url } = await serve(async (request) => app.fetch(request))

  const options = { url: `${url}/some/prefix/`, token: 's3cret', roots: [root.cid] }
  expect(await push({ ...options, store: storeOf(root, ...leaves) })).toMatchObject({
    complete: true,
  })
  expect(contents(far)).toEqual(all)
  const near = storeOf()
  expect(await pull({ ...options, store: near })).toMatchObject({ complete: true })
  expect(contents(near)).toEqual(all)

  const refused = pull({ ...options, token: 'wrong', store: storeOf() })
  await expect(refused).rejects.toMatchObject({ status: 401, peerCode: 'ERR_UNAUTHORIZED' })
  const lost = push({ ...options, url: `${url}/elsewhere`, store: storeOf(root) })
  await expect(lost).rejects.toMatchObject({ code: 'ERR_REFUSED', status: 404 })
  expect(await (await fetch(url)).text()).toBe('the rest of the app')
})
