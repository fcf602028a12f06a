import { toHex } from '@car-mirror/vectors'
import { expect, it } from 'vitest'
import { createHandler } from '../src/handler.js'
import { pull } from '../src/pull.js'
import { node, raw } from './support/blocks.js'
import { car } from './support/car.js'
import { fetchOf } from './support/fetches.js'
import { message } from './support/message.js'
import { cidsOf, contents, storeOf } from './support/stores.js'

const url = 'http://peer.example'
const [a, b] = [raw('a'), raw('b')]
const root = node('root', a, b)
const handler = createHandler({ store: storeOf(root, a, b) })

it('asks in canonical DAG-CBOR, with the token, at the recommended route', async () => {
  const { fetch, made } = fetchOf(handler)
  await pull({ url, fetch, roots: [root.cid], store: storeOf(), token: 's3cret' })
  expect(made).toHaveLength(1)
  const [request] = made
  expect(request!.path).toBe('/api/v0/dag/pull')
  expect(toHex(request!.body)).toBe(toHex(message('rs', [root.cid])))
  expect(request!.headers.get('content-type')).toBe('application/vnd.ipld.dag-cbor')
  expect(request!.headers.get('authorization')).toBe('Bearer s3cret')
})

it('sends no token unless it is given one, and passes `diff` on', async () => {
  const { fetch, made } = fetchOf(handler)
  const options = { url: `${url}/mirror/`, fetch, roots: [root.cid], store: storeOf() }
  await pull({ ...options, diff: 'ipns://docs.example' })
  expect(made[0]!.path).toBe('/mirror/api/v0/dag/pull?diff=ipns%3A%2F%2Fdocs.example')
  expect(made[0]!.headers.has('authorization')).toBe(false)
})

it('asks nobody for what is here', async () => {
  const { fetch, made } = fetchOf(handler)
  const transfer = await pull({ url, fetch, roots: [root.cid], store: storeOf(root, a, b) })
  expect(transfer).toMatchObject({ complete: true, rounds: 0 })
  expect(made).toEqual([])
})

it('counts rounds, blocks, duplicates and the bytes of the bodies', async () => {
  const { fetch, made } = fetchOf(handler, () => new Response(car([root.cid], root, b, b)))
  const store = storeOf()
  const transfer = await pull({ url, fetch, roots: [root.cid], store })
  expect(made).toHaveLength(2)
  expect(transfer).toEqual({
    dialect: 'spec',
    complete: true,
    rounds: 2,
    blocks: { sent: 0, received: 4 },
    bytes: {
      sent: made[0]!.body.length + made[1]!.body.length,
      received: car([root.cid], root, b, b).length + car([a.cid], a).length,
    },
    duplicates: 1,
    missing: [],
    unavailable: [],
  })
})

it('tells what is missing when its rounds are used up', async () => {
  const { fetch } = fetchOf(handler, () => new Response(car([root.cid], root)))
  const transfer = await pull({ url, fetch, roots: [root.cid], store: storeOf(), maxRounds: 1 })
  expect(transfer).toMatchObject({ complete: false, rounds: 1, unavailable: [] })
  expect(transfer.missing.map(String)).toEqual([a, b].map(({ cid }) => cid.toString()))
})

it('takes a header that repeats all requested roots, however small the limit', async () => {
  const leaves = Array.from({ length: 100 }, (_, i) => raw(`leaf ${i}`))
  const { fetch } = fetchOf(createHandler({ store: storeOf(...leaves) }))
  const store = storeOf()
  const limits = { car: { header: 10 } }
  await pull({ url, fetch, roots: leaves.map(({ cid }) => cid), store, limits })
  expect(contents(store)).toEqual(cidsOf(...leaves))
})

it.each([
  'peer.example',
  'ftp://peer.example',
  '',
  'http://',
  'http://peer.example/?x',
  'http://peer.example/#x',
  'http://peer.example/?',
  'http://peer.example/#',
  'http://me:secret@peer.example',
  'http://me@peer.example',
  'http://:secret@peer.example',
])('refuses the URL "%s"', async (bad) => {
  const transfer = pull({ url: bad, roots: [root.cid], store: storeOf() })
  await expect(transfer).rejects.toMatchObject({ code: 'ERR_URL' })
})

it.each(['', 'two words', 'line\nbreak', 'tök'])('refuses the token %j', async (token) => {
  const transfer = pull({ url, token, roots: [root.cid], store: storeOf() })
  await expect(transfer).rejects.toMatchObject({ code: 'ERR_TOKEN' })
})
