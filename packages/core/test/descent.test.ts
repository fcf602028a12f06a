import { describe, expect, it } from 'vitest'
import { MemoryStore } from '../src/memory-store.js'
import { Receiver } from '../src/receiver.js'
import type { Store } from '../src/store.js'
import { answerOf, cborBlock, rawBlock } from './support.js'

const leaves = await Promise.all(['a', 'b', 'c', 'd'].map(rawBlock))
const [a, b, c, d] = leaves as [(typeof leaves)[0], ...typeof leaves]
const inner = await cborBlock([c!.link, d!.link])
const root = await cborBlock([a.link, inner.link, b!.link])
const inside = new MemoryStore()
inside.put([root, inner, b!, d!])

const stores: Record<string, Pick<Store, 'has' | 'get'>> = {
  'at once': { has: (cid) => inside.has(cid), get: (cid) => inside.get(cid) },
  'with promises': {
    has: async (cid) => inside.has(cid),
    get: async (cid) => inside.get(cid),
  },
  'with promises to `has` alone': {
    has: async (cid) => inside.has(cid),
    get: (cid) => inside.get(cid),
  },
  'with promises to `get` alone': {
    has: (cid) => inside.has(cid),
    get: async (cid) => inside.get(cid),
  },
}

describe.each(Object.entries(stores))('a store that answers %s', (_, store) => {
  it('is asked for what it holds, and what it lacks is missing', async () => {
    const receiver = await Receiver.open({ store: { ...store, put() {} }, roots: [root.link] })
    const { missing, have } = await receiver.status()
    expect(missing.map(String).sort()).toEqual([a.link, c!.link].map(String).sort())
    for (const { cid } of [root, inner, b!, d!]) expect(have.has(cid)).toBe(true)
    await receiver.take(answerOf([a.link, c!.link], a, c!))
    expect(receiver.complete).toBe(true)
  })
})

it('tells what fails when a leaf is asked for', async () => {
  const store = {
    has: async () => {
      throw new Error('no disk')
    },
    get: (cid: Uint8Array) => inside.get(cid),
    put() {},
  }
  await expect(Receiver.open({ store, roots: [root.link] })).rejects.toThrow('no disk')
})

it('asks a store at most once for a leaf, if it answers at once', async () => {
  const asked: string[] = []
  const store = {
    has(cid: Uint8Array) {
      asked.push(Buffer.from(cid).toString('hex'))
      return inside.has(cid)
    },
    get: (cid: Uint8Array) => inside.get(cid),
    put() {},
  }
  await Receiver.open({ store, roots: [root.link] })
  expect(new Set(asked).size).toBe(asked.length)
  expect(asked).toHaveLength(4)
})
