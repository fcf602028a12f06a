import { BloomFilter } from '@car-mirror/bloom'
import { toHex } from '@car-mirror/vectors'
import { cbor, DAG_CBOR, hex } from '@car-mirror/vectors/by-hand'
import * as dagCbor from '@ipld/dag-cbor'
import { expect, it } from 'vitest'
import { createHandler } from '../src/handler.js'
import type { ServedRound } from '../src/index.js'
import { type Answered, ask, PUSH } from './support/ask.js'
import { cidOf, type HandBlock, node, raw } from './support/blocks.js'
import { car } from './support/car.js'
import { message } from './support/message.js'
import { cidsOf, contents, storeOf } from './support/stores.js'

const [a1, a2, b1] = [raw('a1'), raw('a2'), raw('b1')]
const [a, b] = [node('a', a1, a2), node('b', b1)]
const root = node('root', a, b)
const all = [root, a, a1, a2, b, b1]
const unrelated = raw('unrelated')

interface Told {
  readonly dr: string[]
  readonly have: BloomFilter
}

/** A push answer, read with the library. */
function told(answer: Answered): Told {
  const { bb, bk, dr } = dagCbor.decode<{ bb: Uint8Array; bk: number; dr: unknown[] }>(answer.body)
  return { dr: dr.map(String), have: BloomFilter.fromBytes(bb, bk) }
}

function cids(...blocks: readonly HandBlock[]): string[] {
  return blocks.map(({ cid }) => cid.toString())
}

it('takes a CAR without blocks for a question and answers what is missing', async () => {
  const handler = createHandler({ store: storeOf() })
  const answer = await ask(handler, PUSH, car([root.cid, unrelated.cid]))
  expect(answer.status).toBe(202)
  expect(toHex(answer.body)).toBe(toHex(message('dr', [root.cid, unrelated.cid])))
})

it('knows a complete DAG without being sent a block', async () => {
  const answer = await ask(createHandler({ store: storeOf(...all) }), PUSH, car([root.cid]))
  expect([answer.status, toHex(answer.body)]).toEqual([200, toHex(message('dr', []))])
})

it('asks for missing children in link order, and tells what it has', async () => {
  const answer = await ask(createHandler({ store: storeOf(a, a2) }), PUSH, car([root.cid], root))
  const { dr, have } = told(answer)
  expect([answer.status, dr]).toEqual([202, cids(a1, b)])
  for (const { cid } of [root, a, a2]) expect(have.has(cid.bytes)).toBe(true)
  for (const { cid } of [a1, b, b1]) expect(have.has(cid.bytes)).toBe(false)
})

it('finds the place of a block in any later round by the DAG roots alone', async () => {
  const store = storeOf()
  for (const block of all) {
    const handler = createHandler({ store })
    const answer = await ask(handler, PUSH, car([root.cid], block))
    expect(answer.status).toBe(block === b1 ? 200 : 202)
  }
  expect(contents(store)).toEqual(cidsOf(...all))
})

it('takes blocks in any order', async () => {
  const store = storeOf()
  const answer = await ask(createHandler({ store }), PUSH, car([root.cid], ...[...all].reverse()))
  expect(answer.status).toBe(200)
  expect(contents(store)).toEqual(cidsOf(...all))
})

it('counts the blocks that it had', async () => {
  const handler = createHandler({ store: storeOf(root, a) })
  const answer = await ask(handler, PUSH, car([root.cid], root, a, a1, a1, a2))
  expect(answer.headers.get('car-mirror-duplicates')).toBe('3')
})

it('stores no block that the roots do not lead to', async () => {
  const store = storeOf()
  const answer = await ask(
    createHandler({ store }),
    PUSH,
    car([a.cid], a, unrelated, b, b1, a1, a2),
  )
  expect(answer.status).toBe(200)
  expect(contents(store)).toEqual(cidsOf(a, a1, a2))
})

it('keeps the blocks before a bad one, and nothing after it', async () => {
  const store = storeOf()
  const bad = { ...a1, bytes: hex('00') }
  const answer = await ask(createHandler({ store }), PUSH, car([root.cid], root, a, bad, a2))
  expect([answer.status, answer.problem.code]).toEqual([400, 'ERR_BLOCK_HASH'])
  expect(contents(store)).toEqual(cidsOf(root, a))
})

it('needs no block for an inline root, and follows its links', async () => {
  const inline = cidOf(DAG_CBOR, 0, cbor.array(cbor.link(b1.cid.bytes)))
  const handler = createHandler({ store: storeOf() })
  expect(told(await ask(handler, PUSH, car([inline]))).dr).toEqual(cids(b1))
  expect((await ask(handler, PUSH, car([inline], b1))).status).toBe(200)
})

it('answers when it has told of the round', async () => {
  const rounds: ServedRound[] = []
  const onRound = async (round: ServedRound) => {
    await new Promise((resolve) => setTimeout(resolve, 5))
    rounds.push(round)
  }
  const handler = createHandler({ store: storeOf(), onRound })
  await ask(handler, PUSH, car([b.cid], b))
  expect(rounds).toHaveLength(1)
  await ask(handler, PUSH, car([b.cid], b1))
  expect(rounds.map((round) => ({ ...round, roots: round.roots.map(String) }))).toEqual([
    {
      direction: 'push',
      dialect: 'spec',
      roots: cids(b),
      blocks: 1,
      bytes: b.bytes.length,
      complete: false,
    },
    {
      direction: 'push',
      dialect: 'spec',
      roots: cids(b),
      blocks: 1,
      bytes: b1.bytes.length,
      complete: true,
    },
  ])
})
