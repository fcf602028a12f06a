import { createServer } from 'node:http'
import { concat, hex, varint } from '@car-mirror/vectors/by-hand'
import { describe, expect, it } from 'vitest'
import { createHandler } from '../src/handler.js'
import { pull } from '../src/pull.js'
import { push } from '../src/push.js'
import { type HandBlock, node, raw } from './support/blocks.js'
import { car } from './support/car.js'
import { fetchOf, type Step } from './support/fetches.js'
import { message } from './support/message.js'
import { listen } from './support/serve.js'
import { cidsOf, contents, storeOf } from './support/stores.js'
import { until } from './support/until.js'

const url = 'http://peer.example'
const [a, b, c] = [raw('a'), raw('b'), raw('c')]
const root = node('root', a, b)
const stranger = raw('stranger')
const roots = [root.cid]
const nobody = createHandler({ store: storeOf() })

/** A server that answers each request in the same way, and counts them. */
function always(answer: () => Response) {
  return fetchOf(nobody, ...Array.from({ length: 100 }, (): Step => answer))
}

describe('a pull', () => {
  const cars: [string, () => Response, string][] = [
    ['promises a root and sends none', () => new Response(car(roots)), 'ERR_NO_PROGRESS'],
    ['sends what is there already', () => new Response(car(roots, a, a)), 'ERR_NO_PROGRESS'],
    ['sends what nobody wants', () => new Response(car(roots, stranger)), 'ERR_NO_PROGRESS'],
    [
      'sends what it was not asked for, corrupt',
      () => new Response(car(roots, { ...c, bytes: hex('00') })),
      'ERR_BLOCK_HASH',
    ],
    ['sends garbage', () => new Response(new Uint8Array(99).fill(0xff)), 'ERR_CAR_VARINT'],
    [
      'sends HTML',
      () => new Response('<!doctype html><title>Welcome</title>'.padEnd(99)),
      'ERR_CAR_HEADER',
    ],
    [
      'sends CAR version 2',
      () => new Response(hex('0a a1 6776657273696f6e 02')),
      'ERR_CAR_VERSION',
    ],
    [
      'sends a frame without end',
      () => new Response(concat(car(roots), varint(2 ** 46))),
      'ERR_CAR_FRAME_LIMIT',
    ],
    ['sends a header without end', () => new Response(varint(2 ** 46)), 'ERR_CAR_HEADER_LIMIT'],
    [
      'redirects',
      () => new Response(null, { status: 307, headers: { location: '/elsewhere' } }),
      'ERR_REFUSED',
    ],
    [
      'knows no such route',
      () => new Response('{"code":"ERR_ROUTE"}', { status: 404 }),
      'ERR_REFUSED',
    ],
    ['refuses at length', () => new Response('x'.repeat(1e6), { status: 400 }), 'ERR_REFUSED'],
  ]

  it.each(cars)('ends at once when the server %s', async (_, answer, code) => {
    const store = storeOf(a)
    const { fetch, made } = always(answer)
    await expect(pull({ url, fetch, roots, store })).rejects.toMatchObject({ code })
    expect(made).toHaveLength(1)
    expect(contents(store)).toEqual(cidsOf(a))
  })

  it.each([201, 202, 203, 206])('takes status %i for a refusal', async (status) => {
    const store = storeOf()
    const { fetch, made } = always(() => new Response(car(roots, root, a, b), { status }))
    const refused = { code: 'ERR_REFUSED', status }
    await expect(pull({ url, fetch, roots, store })).rejects.toMatchObject(refused)
    expect([made.length, contents(store)]).toEqual([1, []])
  })

  it('ends after the round that brought nothing new', async () => {
    const store = storeOf()
    const { fetch, made } = always(() => new Response(car([root.cid, a.cid, b.cid], root, a)))
    const transfer = pull({ url, fetch, roots, store })
    await expect(transfer).rejects.toMatchObject({ code: 'ERR_NO_PROGRESS' })
    expect(made).toHaveLength(2)
    expect(contents(store)).toEqual(cidsOf(root, a))
  })

  it.each([
    [
      'never names the root that it was asked for',
      () => new Response(car([stranger.cid], stranger)),
    ],
    ['names no root', () => new Response(car([]))],
    ['has none of it', () => new Response('{}', { status: 404 })],
  ])('reports the root as unavailable when the server %s', async (_, answer) => {
    const store = storeOf(a)
    const { fetch, made } = always(answer)
    const transfer = await pull({ url, fetch, roots, store })
    expect(transfer).toMatchObject({ complete: false, rounds: 1, blocks: { sent: 0 } })
    expect(transfer.unavailable.map(String)).toEqual([root.cid.toString()])
    expect(made).toHaveLength(1)
    expect(contents(store)).toEqual(cidsOf(a))
  })

  it('takes an answer of no bytes for a lost connection', async () => {
    const { fetch } = always(() => new Response(''))
    const transfer = pull({ url, fetch, roots, store: storeOf(), retries: 0 })
    await expect(transfer).rejects.toMatchObject({ code: 'ERR_CONNECTION' })
  })

  it('stores nothing of a server that sends a wrong block first', async () => {
    const store = storeOf()
    const { fetch } = always(() => new Response(car(roots, { ...root, bytes: a.bytes }, a, b)))
    await expect(pull({ url, fetch, roots, store })).rejects.toMatchObject({
      code: 'ERR_BLOCK_HASH',
    })
    expect(contents(store)).toEqual([])
  })
})

describe('a push', () => {
  const told = (code: number, ...missing: HandBlock[]) =>
    new Response(
      message(
        'dr',
        missing.map(({ cid }) => cid),
      ),
      { status: code },
    )

  /** Pushes to a server that gives these answers over and over. */
  async function pushing(...answers: (() => Response)[]) {
    let i = 0
    const { fetch, made } = always(() => answers[i++ % answers.length]!())
    const transfer = push({ url, fetch, roots, store: storeOf(root, a, b), retries: 0 })
    const error = await transfer.then(
      () => undefined,
      (error) => error,
    )
    return { code: error?.code, requirement: error?.requirement, requests: made.length, transfer }
  }

  it.each([
    ['says that it is complete and asks for more', () => told(200, a), 'ERR_PROTOCOL'],
    ['says that it is not complete and asks for nothing', () => told(202), 'ERR_PROTOCOL'],
    ['says OK', () => new Response('OK'), 'ERR_MESSAGE'],
    [
      'has filters of no hash',
      () => new Response(message('dr', [a.cid], 0, hex('ff')), { status: 202 }),
      'ERR_FILTER_HASHES',
    ],
    [
      'has filters of 65 hashes',
      () => new Response(message('dr', [a.cid], 65, hex('ff')), { status: 202 }),
      'ERR_FILTER_HASHES',
    ],
    ['answers at length', () => new Response(new Uint8Array(25 * 1024 * 1024)), 'ERR_TOO_LARGE'],
    [
      'redirects',
      () => new Response(null, { status: 301, headers: { location: '/elsewhere' } }),
      'ERR_REFUSED',
    ],
    ['has no such route', () => new Response('', { status: 404 }), 'ERR_REFUSED'],
  ])('ends at once when the server %s', async (_, answer, code) => {
    expect(await pushing(answer)).toMatchObject({ code, requests: 1 })
  })

  it.each([
    ['201', () => told(201, a)],
    ['203', () => told(203)],
    ['204', () => new Response(null, { status: 204 })],
    ['206', () => told(206)],
    ['304', () => new Response(null, { status: 304 })],
  ] as const)('takes status %s for a refusal', async (status, answer) => {
    const { code, requests, transfer } = await pushing(answer)
    expect([code, requests]).toEqual(['ERR_REFUSED', 1])
    await expect(transfer).rejects.toMatchObject({ status: Number(status) })
  })

  it.each([
    ['what it was sent first', 2, [() => told(202, root)]],
    ['the same for ever', 2, [() => told(202, a, b)]],
    ['two things in turn', 4, [() => told(202, root), () => told(202, a)]],
    ['less, then as much again', 4, [() => told(202, a, b), () => told(202, a)]],
  ] as const)('ends when the server asks for %s', async (_, most, answers) => {
    const { code, requirement, requests } = await pushing(...answers)
    expect([code, requirement]).toEqual(['ERR_NO_PROGRESS', 'PUSH-13'])
    expect(requests).toBeLessThanOrEqual(most)
  })

  it('ends when the server makes up something new each time', async () => {
    let made = 0
    const { code, requests } = await pushing(() => told(202, root, raw(`made up ${made++}`)))
    expect(code).toBe('ERR_NO_PROGRESS')
    expect(requests).toBeLessThanOrEqual(3)
  })

  it('ends, incomplete, when the server asks for what is not there', async () => {
    const { requests, transfer } = await pushing(() => told(202, stranger))
    const outcome = await transfer
    expect([outcome.complete, requests]).toEqual([false, 1])
    expect(outcome.unavailable.map(String)).toEqual([stranger.cid.toString()])
  })

  it('asks the server first when no root is here: the server may have it', async () => {
    const far = storeOf(root, a)
    const { fetch, made } = fetchOf(createHandler({ store: far }))
    const transfer = await push({ url, fetch, roots, store: storeOf(b) })
    expect(transfer).toMatchObject({ complete: true, unavailable: [], blocks: { sent: 1 } })
    expect(made[0]!.body).toEqual(car(roots))
    expect(contents(far)).toEqual(cidsOf(root, a, b))
  })
})

it.each([
  ['pull', pull, concat(car(roots, root), varint(1_000_000))],
  ['push', push, hex('5a 00ffffff')],
] as const)(
  'leaves a %s whose answer is slow and endless when it is aborted',
  async (_, mirror, start) => {
    let closed = false
    const { url } = await listen(
      createServer((request, response) => {
        request.resume()
        response.write(start)
        const drip = setInterval(() => response.write(hex('01')), 5)
        response.once('close', () => {
          closed = true
          clearInterval(drip)
        })
      }),
    )
    const controller = new AbortController()
    const store = mirror === pull ? storeOf() : storeOf(root, a, b)
    const transfer = mirror({ url, roots, store, signal: controller.signal })
    setTimeout(() => controller.abort(new Error('enough')), 50)
    await expect(transfer).rejects.toThrow('enough')
    await until(() => closed)
    if (mirror === pull) expect(contents(store)).toEqual(cidsOf(root))
  },
)
