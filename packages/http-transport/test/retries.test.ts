import { expect, it } from 'vitest'
import { createHandler } from '../src/handler.js'
import { pull } from '../src/pull.js'
import { push } from '../src/push.js'
import { node, raw } from './support/blocks.js'
import { car } from './support/car.js'
import { fetchOf, lost, type Step, status } from './support/fetches.js'
import { hurry } from './support/hurry.js'
import { serve } from './support/serve.js'
import { cidsOf, contents, storeOf } from './support/stores.js'

const url = 'http://peer.example'
const leaf = raw('leaf')
const root = node('root', leaf)
const roots = [root.cid]

/** A pull through these steps; how often it asked, and how long it waited in between. */
async function pulling(steps: readonly Step[], retries?: number) {
  const waits = hurry()
  const { fetch, made } = fetchOf(createHandler({ store: storeOf(root, leaf) }), ...steps)
  const transfer = pull({ url, fetch, roots, store: storeOf(), retries })
  const error = await transfer.then(
    () => undefined,
    (error) => error,
  )
  return { error, requests: made.length, waits }
}

it.each([500, 502, 503, 504, 429])('asks again after %i', async (code) => {
  expect(await pulling([status(code)])).toMatchObject({ error: undefined, requests: 2 })
})

it.each([300, 301, 307, 308, 400, 401, 403, 405, 408, 409, 413, 415, 422])(
  'gives up after %i',
  async (code) => {
    const { error, requests } = await pulling([status(code)])
    expect([error.code, error.status, requests]).toEqual(['ERR_REFUSED', code, 1])
  },
)

it('asks again three times unless told otherwise', async () => {
  const steps = Array.from({ length: 9 }, () => status(503))
  const { error, requests } = await pulling(steps)
  expect([error.code, error.status, requests]).toEqual(['ERR_REFUSED', 503, 4])
  expect(await pulling(steps, 0)).toMatchObject({ requests: 1 })
  expect(await pulling(steps, 9)).toMatchObject({ error: undefined, requests: 10 })
})

it('waits twice as long each time, with jitter', async () => {
  const { waits } = await pulling(Array.from({ length: 9 }, lost), 9)
  expect(waits).toHaveLength(9)
  for (const [i, wait] of waits.entries()) {
    expect(wait).toBeGreaterThanOrEqual(Math.min(125 * 2 ** i, 30_000))
    expect(wait).toBeLessThanOrEqual(Math.min(250 * 2 ** i, 30_000))
  }
})

it.each([
  ['2', 2000, 2000],
  ['0', 0, 0],
  ['3600', 30_000, 30_000],
  [inSeconds(20), 1000, 20_000],
  [inSeconds(-9), 0, 0],
  ['soon', 125, 250],
])('waits as `Retry-After: %s` says, half a minute at the most', async (value, least, most) => {
  for (const code of [503, 429]) {
    const { requests, waits } = await pulling([status(code, { 'retry-after': value })])
    expect(requests).toBe(2)
    // what is shorter than any back-off is not noted
    const [wait = 0] = waits
    expect(wait).toBeGreaterThanOrEqual(least)
    expect(wait).toBeLessThanOrEqual(most)
  }
})

it.each([0, 2])('gives up a server that refuses connections after %i retries', async (retries) => {
  hurry()
  const { url, kill } = await serve(createHandler({ store: storeOf() }))
  await kill()
  for (const [mirror, store] of [
    [pull, storeOf()],
    [push, storeOf(root, leaf)],
  ] as const) {
    let attempts = 0
    const fetch = (target: string, init: RequestInit) => {
      attempts++
      return globalThis.fetch(target, init)
    }
    const transfer = mirror({ url, fetch, roots, store, retries })
    await expect(transfer).rejects.toMatchObject({ code: 'ERR_CONNECTION' })
    expect(attempts).toBe(retries + 1)
  }
})

it('counts failures in a row: what gets on may fail as often as it needs to', async () => {
  hurry()
  const chain = [raw('end')]
  for (let i = 0; i < 20; i++) chain.push(node(`${i}`, chain.at(-1)!))
  const handler = createHandler({ store: storeOf(...chain) })
  // One block comes through, then the connection breaks.
  const oneBlock: Step = async (request) => {
    const whole = new Uint8Array(await (await handler(request)).arrayBuffer())
    const top = chain.at(-1 - passed)!
    const size = car([top.cid], top).length
    passed++
    return new Response(brokenAfter(whole.slice(0, size)))
  }
  let passed = 0
  const steps = chain.flatMap(() => [lost(), oneBlock])
  const near = storeOf()
  const { fetch } = fetchOf(handler, ...steps)
  const transfer = await pull({ url, fetch, roots: [chain.at(-1)!.cid], store: near, retries: 2 })
  expect(transfer).toMatchObject({ complete: true, blocks: { received: 21 } })
})

it('ends a pull that is cut each time before anything came', async () => {
  hurry()
  const handler = createHandler({ store: storeOf(root, leaf) })
  const nothing: Step = () => new Response(brokenAfter(car(roots)))
  const { fetch, made } = fetchOf(handler, ...Array.from({ length: 9 }, () => nothing))
  const transfer = pull({ url, fetch, roots, store: storeOf(), retries: 2 })
  await expect(transfer).rejects.toMatchObject({ code: 'ERR_CONNECTION' })
  expect(made).toHaveLength(3)
})

it('takes an answer that ends cleanly, but too early, for a lost connection', async () => {
  const short: Step = () => new Response(car(roots, root).slice(0, -1))
  const empty: Step = () => new Response('')
  expect(await pulling([short, empty])).toMatchObject({ error: undefined, requests: 3 })
})

it('asks what arrived, without blocks, before it sends a lost round again', async () => {
  hurry()
  const far = storeOf()
  const handler = createHandler({ store: far })
  const { fetch, made } = fetchOf(handler, lost())
  const outcome = await push({ url, fetch, roots, store: storeOf(root, leaf) })
  const [question, whole] = [car(roots).length, car(roots, root, leaf).length]
  expect(made.map(({ body }) => body.length)).toEqual([whole, question, whole])
  expect(outcome).toMatchObject({ complete: true, bytes: { sent: 2 * whole + question } })
  expect(contents(far)).toEqual(cidsOf(root, leaf))
})

it('sends nothing again when only the answer was lost', async () => {
  hurry()
  const handler = createHandler({ store: storeOf() })
  const answerLost: Step = async (request) => {
    await handler(request)
    throw new TypeError('fetch failed')
  }
  const { fetch, made } = fetchOf(handler, answerLost, lost(), status(500))
  const outcome = await push({ url, fetch, roots, store: storeOf(root, leaf) })
  const question = car(roots).length
  expect(made.map(({ body }) => body.length)).toEqual([
    car(roots, root, leaf).length,
    question,
    question,
    question,
  ])
  expect(outcome).toMatchObject({ complete: true, rounds: 1, blocks: { sent: 2 } })
})

it('ends a back-off when the transfer is aborted', async () => {
  const controller = new AbortController()
  const { signal } = controller
  const { fetch, made } = fetchOf(
    createHandler({ store: storeOf() }),
    status(503, { 'retry-after': '20' }),
  )
  const start = Date.now()
  const transfer = pull({ url, fetch, roots, store: storeOf(), signal })
  setTimeout(() => controller.abort(new Error('enough')), 20)
  await expect(transfer).rejects.toThrow('enough')
  expect(Date.now() - start).toBeLessThan(10_000)
  expect(made).toHaveLength(1)
})

it('asks nobody when it is aborted already', async () => {
  const { fetch, made } = fetchOf(createHandler({ store: storeOf() }))
  const signal = AbortSignal.abort(new Error('never'))
  for (const mirror of [pull, push]) {
    const transfer = mirror({ url, fetch, roots: [leaf.cid], store: storeOf(root), signal })
    await expect(transfer).rejects.toThrow('never')
  }
  expect(made).toEqual([])
})

function inSeconds(seconds: number): string {
  return new Date(Date.now() + 1000 * seconds).toUTCString()
}

function brokenAfter(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let sent = false
  return new ReadableStream({
    pull(controller) {
      if (sent) return controller.error(new TypeError('terminated'))
      sent = true
      controller.enqueue(bytes)
    },
  })
}
