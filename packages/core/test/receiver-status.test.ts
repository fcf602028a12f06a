import { expect, it } from 'vitest'
import { Receiver } from '../src/receiver.js'
import { leafA, leafB, left, open, right, root } from './receiver-dag.js'
import { answerOf, cborBlock, StrictStore } from './support.js'

it('asks for the root when it holds nothing, with the empty filter', async () => {
  const { receiver } = await open()
  const status = await receiver.status()
  expect(status.missing).toEqual([root.link])
  expect(status.have.isEmpty).toBe(true)
  expect(receiver.complete).toBe(false)
})

it('asks for the missing subgraph roots below what it holds, in link order', async () => {
  const { receiver } = await open([root, right])
  const { missing, have } = await receiver.status()
  expect(missing).toEqual([left.link, leafB.link])
  expect(have.has(root.cid)).toBe(true)
  expect(have.has(right.cid)).toBe(true)
})

it('goes without a filter after a round that brought only what was asked for by name', async () => {
  const { receiver } = await open([root, leafB])
  expect((await receiver.status()).have.isEmpty).toBe(false)
  const { missing, have } = await receiver.take(answerOf([left.link, right.link], left))
  expect(missing).toEqual([right.link, leafA.link])
  expect(have.isEmpty).toBe(true)
})

it('keeps its filter after a round that was cut off', async () => {
  const { receiver } = await open([root, leafB])
  await receiver.status()
  const { have } = await receiver.take({ ...answerOf([left.link, right.link], left), cut: true })
  expect(have.has(root.cid)).toBe(true)
})

it('lists at most as many roots as the limit allows, and the others later', async () => {
  const store = new StrictStore()
  store.put([root])
  const receiver = await Receiver.open({ store, roots: [root.link], limits: { missing: 1 } })
  expect((await receiver.status()).missing).toEqual([left.link])
  const { missing } = await receiver.take(answerOf([left.link], left, leafA))
  expect(missing).toEqual([right.link])
})

it.each([0, -1, Number.NaN])(
  'with a limit of %s roots does not pass for complete',
  async (limit) => {
    const store = new StrictStore()
    const receiver = await Receiver.open({ store, roots: [root.link], limits: { missing: limit } })
    expect((await receiver.status()).missing).toEqual([root.link])
    expect(receiver.complete).toBe(false)
  },
)

it('puts what it holds below an older root into the filter', async () => {
  const old = await cborBlock({ old: left.link })
  const { receiver } = await open([old, left, leafA], { basis: [old.link] })
  const { have } = await receiver.status()
  for (const { cid } of [old, left, leafA]) expect(have.has(cid)).toBe(true)
})

it('tells a sender that remembers of what was found here, each once, and of nothing that came', async () => {
  const store = new StrictStore()
  store.put([right, leafB, leafA])
  const receiver = await Receiver.open({ store, roots: [root.link], news: true })
  expect((await receiver.status()).have.isEmpty).toBe(true)
  const first = await receiver.take(answerOf([root.link], root))
  expect(first.missing).toEqual([left.link])
  const told = [root, left, right, leafA, leafB].map(({ cid }) => first.have.has(cid))
  expect(told).toEqual([false, false, true, false, true])
  // Nothing is missing any more, and yet there is something to tell.
  const second = await receiver.take(answerOf([left.link], left))
  expect(second.missing).toEqual([])
  expect([leafB, leafA].map(({ cid }) => second.have.has(cid))).toEqual([false, true])
})
