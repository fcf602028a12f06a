import * as dagCbor from '@ipld/dag-cbor'
import { expect, it } from 'vitest'
import { createHandler } from '../src/handler.js'
import type { HandlerOptions } from '../src/index.js'
import { type Answered, ask, PULL, PUSH } from './support/ask.js'
import { node, raw } from './support/blocks.js'
import { car, frame } from './support/car.js'
import { message } from './support/message.js'
import { cidsOf, contents, storeOf } from './support/stores.js'

const [a, b] = [raw('a'), raw('b')]
const root = node('root', a, b)
const pull = message('rs', [root.cid])
const push = car([root.cid], root, a, b)
const header = car([root.cid]).length - 1

/** The refusal of a body, given limits, and the store after it. */
async function within(limits: HandlerOptions['limits'], path: string, body: BodyInit) {
  const store = path === PULL ? storeOf(root, a, b) : storeOf()
  const { status, problem } = await ask(createHandler({ store, limits }), path, body)
  return { answer: [status, problem.code], stored: contents(store) }
}

it('reads messages up to `message` bytes', async () => {
  const { length } = pull
  expect((await within({ message: length }, PULL, pull)).answer).toEqual([200, undefined])
  const refused = await within({ message: length - 1 }, PULL, pull)
  expect(refused.answer).toEqual([413, 'ERR_TOO_LARGE'])
})

it.each([
  ['header', header, 'ERR_CAR_HEADER_LIMIT', []],
  ['frame', frame(root).length - 1, 'ERR_CAR_FRAME_LIMIT', []],
  ['total', push.length, 'ERR_CAR_TOTAL_LIMIT', [root, a]],
  ['blocks', 3, 'ERR_CAR_BLOCKS_LIMIT', [root, a]],
] as const)('takes a CAR up to its limit of `%s`', async (limit, value, code, kept) => {
  const taken = await within({ car: { [limit]: value } }, PUSH, push)
  expect(taken).toEqual({ answer: [200, undefined], stored: cidsOf(root, a, b) })
  const refused = await within({ car: { [limit]: value - 1 } }, PUSH, push)
  expect(refused).toEqual({ answer: [413, code], stored: cidsOf(...kept) })
})

it('asks for at most `missing` roots at once', async () => {
  const limits = { receiver: { missing: 1 } }
  const answer = await ask(createHandler({ store: storeOf(), limits }), PUSH, car([root.cid], root))
  expect([answer.status, roots(answer)]).toEqual([202, [a.cid.toString()]])
})

it('holds at most `waiting` bytes of blocks that come before their parents', async () => {
  // A waiting block counts its bytes, its CID, and 256 bytes for being there.
  const limits = { receiver: { waiting: 300 } }
  const body = car([root.cid], a, b, root)
  const answer = await ask(createHandler({ store: storeOf(), limits }), PUSH, body)
  expect([answer.status, roots(answer)]).toEqual([202, [b.cid.toString()]])
})

it('tells of everything in a store of up to `wholeStore` blocks', async () => {
  const elsewhere = storeOf(raw('elsewhere'))
  const store = { ...bound(elsewhere), size: () => 1, sample: () => elsewhere.cids() }
  const filterBytes = async (wholeStore: number) => {
    const handler = createHandler({ store, limits: { receiver: { wholeStore } } })
    const { body } = await ask(handler, PUSH, car([root.cid]))
    return dagCbor.decode<{ bb: Uint8Array }>(body).bb.length
  }
  expect(await filterBytes(1)).toBeGreaterThan(0)
  expect(await filterBytes(0)).toBe(0)
})

it.each([
  ['reads what a refused client still sends', 10, 10],
  ['lets go of a client that sends more than `drain`', 4, 5],
])('%s', async (_, drain, expected) => {
  let read = 0
  let cancelled = false
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (read === 10) return controller.close()
        read++
        controller.enqueue(new Uint8Array(1000))
      },
      cancel() {
        cancelled = true
      },
    },
    { highWaterMark: 0 },
  )
  const handler = createHandler({
    store: storeOf(),
    authorize: () => false,
    limits: { drain: drain * 1000 },
  })
  const answer = await ask(handler, PUSH, body)
  expect([answer.status, read, cancelled]).toEqual([401, expected, drain < 10])
})

function roots(answer: Answered): string[] {
  return dagCbor.decode<{ dr: unknown[] }>(answer.body).dr.map(String)
}

function bound(store: ReturnType<typeof storeOf>) {
  return {
    has: (cid: Uint8Array) => store.has(cid),
    get: (cid: Uint8Array) => store.get(cid),
    put: () => {},
  }
}
