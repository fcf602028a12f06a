import { toHex } from '@car-mirror/vectors'
import { expect, it } from 'vitest'
import type { Fetch } from '../src/connection.js'
import { createHandler } from '../src/handler.js'
import { push } from '../src/push.js'
import { node, raw } from './support/blocks.js'
import { car } from './support/car.js'
import { fetchOf } from './support/fetches.js'
import { message } from './support/message.js'
import { cidsOf, contents, storeOf } from './support/stores.js'

const url = 'http://peer.example'
const [a1, a2, b1] = [raw('a1'), raw('a2'), raw('b1')]
const [a, b] = [node('a', a1, a2), node('b', b1)]
const root = node('root', a, b)
const all = [root, a, a1, a2, b, b1]
const roots = [root.cid]
const store = storeOf(...all)

/** What was sent to a server that holds these blocks, as hex, and what became of them. */
async function pushed(held: typeof all, options: Partial<Parameters<typeof push>[0]> = {}) {
  const far = storeOf(...held)
  const { fetch, made } = fetchOf(createHandler({ store: far }))
  const transfer = await push({ url, fetch, roots, store, ...options })
  return { made, bodies: made.map(({ body }) => toHex(body)), transfer, far: contents(far) }
}

it('sends level by level, as a CAR, with the token', async () => {
  const { made, bodies, far } = await pushed([], { token: 's3cret' })
  expect(bodies).toEqual([toHex(car(roots, root, a, b, a1, a2, b1))])
  expect(far).toEqual(cidsOf(...all))
  expect(made[0]!.path).toBe('/api/v0/dag/push')
  expect(made[0]!.headers.get('content-type')).toBe('application/vnd.ipld.car; version=1')
  expect(made[0]!.headers.get('authorization')).toBe('Bearer s3cret')
})

it('names the DAG roots in each round, and after a cold call sends what is asked for', async () => {
  const { bodies, transfer } = await pushed([], { coldCall: root.bytes.length + a.bytes.length })
  expect(bodies).toEqual([toHex(car(roots, root, a)), toHex(car(roots, b, a1, a2, b1))])
  expect(transfer).toMatchObject({ complete: true, rounds: 2, blocks: { sent: 6 } })
})

it('sends one block in a cold call of nothing', async () => {
  const { bodies } = await pushed(all, { coldCall: 0 })
  expect(bodies).toEqual([toHex(car(roots, root))])
})

it('calls with one block when `diff` is given, and passes it on', async () => {
  const { made, bodies } = await pushed([a, a1, a2], { diff: a.cid.toString() })
  expect(bodies[0]).toBe(toHex(car(roots, root)))
  expect(made.map(({ path }) => path)).toEqual(
    made.map(() => `/api/v0/dag/push?diff=${a.cid.toString()}`),
  )
  expect(bodies).toHaveLength(2)
  expect(bodies[1]).toBe(toHex(car(roots, b, b1)))
})

it('leaves out what is below a `basis` unless it is asked for', async () => {
  expect((await pushed([a, a1, a2], { basis: [a.cid] })).bodies).toEqual([
    toHex(car(roots, root, b, b1)),
  ])
  const { transfer, far } = await pushed([], { basis: [a.cid] })
  expect([transfer.complete, far]).toEqual([true, cidsOf(...all)])
})

it('counts rounds, blocks, bytes, and the duplicates that the server counted', async () => {
  const { made, transfer } = await pushed([a, a1])
  const body = (i: number) => made[i]!.body.length
  expect(made).toHaveLength(1)
  expect(transfer).toMatchObject({ complete: true, rounds: 1, duplicates: 2 })
  expect(transfer.blocks).toEqual({ sent: 6, received: 0 })
  expect(transfer.bytes.sent).toBe(body(0))
  expect(transfer.bytes.received).toBe(message('dr', []).length)
})

it('reports what neither side has', async () => {
  const { transfer, far } = await pushed([b1], { store: storeOf(root, a, a1, b) })
  expect(transfer.complete).toBe(false)
  expect(transfer.unavailable.map(String)).toEqual([a2.cid.toString()])
  expect(far).toEqual(cidsOf(root, a, a1, b, b1))
})

it('does not call a root unavailable that the server has', async () => {
  const { transfer } = await pushed([b, b1], { roots: [a.cid, b.cid], store: storeOf(a, a1, a2) })
  expect(transfer).toMatchObject({ complete: true, unavailable: [], blocks: { sent: 3 } })
})

it('pushes nothing without roots', async () => {
  const { made, transfer } = await pushed([], { roots: [] })
  expect([made.length, transfer.complete, transfer.rounds]).toEqual([0, true, 0])
})

it('fails as its own store fails', async () => {
  const failure = new Error('disk on fire')
  const failing = { has: () => true, get: () => Promise.reject(failure), put: () => {} }
  await expect(pushed([], { store: failing })).rejects.toBe(failure)
})

it('is complete when the server says so, wherever it has the rest from', async () => {
  const partial = storeOf(root, a, a1, a2)
  const far = storeOf(b1)
  const handler = createHandler({ store: far })
  let requests = 0
  const fetch: Fetch = async (at, init) => {
    // Somebody else brings what this client lacks, between its rounds.
    if (++requests === 2) far.put([{ cid: b.cid.bytes, bytes: b.bytes }])
    return handler(new Request(at, init))
  }
  const transfer = await push({ url, fetch, roots, store: partial, coldCall: 0 })
  expect(transfer).toMatchObject({ complete: true, unavailable: [] })
})

it.each([
  ['3', 3],
  ['-7', 0],
  ['Infinity', 0],
  ['1e9', 0],
  ['', 0],
])('takes "%s" duplicates for %i', async (told, duplicates) => {
  const fetch: Fetch = async () =>
    new Response(message('dr', []), { headers: { 'car-mirror-duplicates': told } })
  expect(await push({ url, fetch, roots, store })).toMatchObject({ duplicates })
})
