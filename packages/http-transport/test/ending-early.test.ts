import { once } from 'node:events'
import { connect, constants } from 'node:http2'
import { toReadableStream } from '@car-mirror/car-io'
import type { MemoryStore } from '@car-mirror/core'
import { describe, expect, it } from 'vitest'
import { goDialect } from '../src/go-dialect.js'
import { createHandler } from '../src/handler.js'
import type { HandlerOptions } from '../src/index.js'
import { push } from '../src/push.js'
import { rsDialect } from '../src/rs-dialect.js'
import { specDialect } from '../src/spec-dialect.js'
import { ask, PUSH } from './support/ask.js'
import { node, raw } from './support/blocks.js'
import { car, frame } from './support/car.js'
import { clientOf } from './support/clients.js'
import { message } from './support/message.js'
import { serve } from './support/serve.js'
import { cidsOf, contents, expectSound, storeOf } from './support/stores.js'

const KIB = 1024
const leaves = Array.from({ length: 80 }, (_, i) => raw(new Uint8Array(256 * KIB).fill(i)))
const root = node('root', ...leaves)
const roots = [root.cid]
const all = [root, ...leaves]
const coldCall = Number.POSITIVE_INFINITY

/** A push that never ends: after these blocks nothing more comes. */
function unending(...blocks: typeof all): ReadableStream<Uint8Array> {
  async function* chunks() {
    yield car(roots)
    for (const block of blocks) yield frame(block)
    await new Promise(() => {})
  }
  return toReadableStream(chunks())
}

function pushTo(store: MemoryStore, body: ReadableStream, options: Partial<HandlerOptions> = {}) {
  const handler = createHandler({ store, ...options })
  return ask((request) => handler(request, { answersEarly: true }), PUSH, body)
}

describe('where a request may be answered early', () => {
  it('a push is answered after 1 MiB of what is there', async () => {
    // The CIDs count, so that four leaves are enough.
    const counted: number[] = []
    const onRound = ({ blocks }: { blocks: number }) => void counted.push(blocks)
    const sent = unending(...leaves.slice(0, 4))
    const answer = await pushTo(storeOf(...all), sent, { onRound })
    expect(counted).toEqual([4])
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual(message('dr', []))
    expect(answer.headers.get('car-mirror-duplicates')).toBe('4')
  })

  it('it is told what is missing', async () => {
    const held = [root, ...leaves.slice(0, 40)]
    const store = storeOf(...held)
    const answer = await pushTo(store, unending(...held))
    expect(answer.status).toBe(202)
    const { missing } = specDialect.decodePush(202, answer.body as Uint8Array<ArrayBuffer>)
    expect(missing.map(String)).toEqual(leaves.slice(40).map(({ cid }) => cid.toString()))
    expect(contents(store)).toEqual(cidsOf(...held))
  })

  it('something new makes it count anew', async () => {
    const [last, ...others] = leaves
    const store = storeOf(root, ...others)
    const blocks = [...others.slice(0, 3), last!, ...others.slice(0, 4)]
    const answer = await pushTo(store, unending(...blocks))
    expect([answer.status, answer.headers.get('car-mirror-duplicates')]).toEqual([200, '7'])
    expect(contents(store)).toEqual(cidsOf(...all))
  })

  it('a refusal does not wait for the rest of the body', async () => {
    const answer = await pushTo(storeOf(), unending(root), { authorize: () => false })
    expect([answer.status, answer.problem.code]).toEqual([401, 'ERR_UNAUTHORIZED'])
  })
})

it('elsewhere a push is read to its end', async () => {
  const handler = createHandler({ store: storeOf(...all) })
  const answer = await ask(handler, PUSH, car(roots, ...all))
  const duplicates = answer.headers.get('car-mirror-duplicates')
  expect([answer.status, duplicates]).toEqual([200, `${all.length}`])
})

it.each(['h2c', 'h2'] as const)('our client stops sending over %s', async (protocol) => {
  const { url } = await serve(createHandler({ store: storeOf(...all) }), protocol)
  const fetch = clientOf(protocol)
  for (let i = 0; i < 5; i++) {
    const pushed = await push({ url, fetch, roots, store: storeOf(...all), coldCall, retries: 0 })
    expect(pushed).toMatchObject({ complete: true, rounds: 1, unavailable: [] })
    expect(pushed.blocks.sent).toBeLessThan(all.length)
  }
})

it.each(['h2c', 'h2'] as const)('and goes on with what is missing over %s', async (protocol) => {
  const far = storeOf(root, ...leaves.slice(0, 60))
  const { url } = await serve(createHandler({ store: far }), protocol)
  const store = storeOf(...all.filter((_, i) => i !== 70))
  const fetch = clientOf(protocol)
  const pushed = await push({ url, fetch, roots, store, coldCall, retries: 0 })
  // What was not sent in a round that was cut is not unavailable for that; what nobody has, is.
  expect(pushed).toMatchObject({ complete: false, unavailable: [all[70]!.cid] })
  expect(pushed.blocks.sent).toBeLessThan(all.length)
  expect(contents(far)).toEqual(cidsOf(...all.filter((_, i) => i !== 70)))
  expectSound(far)
})

it('over HTTP/1.1 all of a body is read', async () => {
  const { url } = await serve(createHandler({ store: storeOf(...all) }))
  for (let i = 0; i < 3; i++) {
    const pushed = await push({ url, roots, store: storeOf(...all), coldCall, retries: 0 })
    expect(pushed).toMatchObject({ complete: true, rounds: 1, duplicates: all.length })
    expect(pushed.blocks.sent).toBe(all.length)
  }
})

it('a client that goes on sending is told to stop, without an error', async () => {
  const handler = createHandler({ store: storeOf(...all), limits: { drain: 1024 * KIB } })
  const { url } = await serve(handler, 'h2c')
  const session = connect(url)
  const type = 'application/vnd.ipld.car; version=1'
  const stream = session.request({ ':method': 'POST', ':path': PUSH, 'content-type': type })
  const more = () => {
    while (!stream.closed && stream.write(frame(root)));
  }
  stream.on('drain', more).write(car(roots))
  more()
  const [headers] = await once(stream, 'response')
  expect(headers[':status']).toBe(200)
  const body: Buffer[] = []
  for await (const chunk of stream) body.push(chunk)
  expect(new Uint8Array(Buffer.concat(body))).toEqual(message('dr', []))
  if (!stream.closed) await once(stream, 'close')
  expect(stream.rstCode).toBe(constants.NGHTTP2_NO_ERROR)
  session.destroy()
})

it.each([rsDialect, goDialect])('in the dialect $name a push is never cut', async (dialect) => {
  const { url } = await serve(createHandler({ store: storeOf(...all) }), 'h2c')
  const fetch = clientOf('h2c')
  const store = storeOf(...all)
  const pushed = await push({ url, fetch, dialect, roots, store, coldCall, retries: 0 })
  expect(pushed.complete).toBe(true)
  expect(pushed.blocks.sent).toBeGreaterThan(4)
  expect(pushed.duplicates).toBe(pushed.blocks.sent)
})
