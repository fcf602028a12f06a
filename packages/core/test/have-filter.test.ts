import { expect, it } from 'vitest'
import { CidSet } from '../src/cid-set.js'
import { HaveFilter, NewsFilter } from '../src/have-filter.js'
import { MemoryStore } from '../src/memory-store.js'
import { blockOf, type LinkedBlock } from './support.js'

function blocks(count: number): Promise<LinkedBlock[]> {
  return Promise.all(Array.from({ length: count }, (_, i) => blockOf(0x55, numbered(i))))
}

function numbered(i: number): Uint8Array {
  return new Uint8Array(new Uint32Array([i]).buffer)
}

const some = await blocks(3000)
const none = async () => new CidSet()

function setOf(chosen: LinkedBlock[]): CidSet {
  const set = new CidSet()
  for (const { cid } of chosen) set.add(cid)
  return set
}

it('covers what is held, and the news in later rounds, through every change of size', async () => {
  const filter = new HaveFilter(new MemoryStore(), none, 0)
  const held = new CidSet()
  let size = 0
  for (let round = 0; round < 30; round++) {
    for (const { cid } of some.slice(round * 100, (round + 1) * 100)) held.add(cid)
    const cover = await filter.cover(held)
    for (const cid of held.from(0)) expect(cover.has(cid)).toBe(true)
    expect(cover.capacity).toBeGreaterThanOrEqual(held.size)
    expect(cover.bits).toBeGreaterThanOrEqual(size)
    size = cover.bits
  }
})

it('has few false positives even over one CID', async () => {
  const held = setOf(some.slice(0, 1))
  const cover = await new HaveFilter(new MemoryStore(), none, 0).cover(held)
  // 2 KiB, where one CID takes two bytes and hits one in two thousand.
  expect(cover.bytes.length).toBe(2048)
  expect(some.filter(({ cid }) => cover.has(cid))).toHaveLength(1)
})

it('covers a small store whole', async () => {
  const store = new MemoryStore()
  store.put(some.slice(0, 200))
  const cover = await new HaveFilter(store, none, 200).cover(new CidSet())
  for (const { cid } of some.slice(0, 200)) expect(cover.has(cid)).toBe(true)
})

it('counts what is held in a small store once', async () => {
  const store = new MemoryStore()
  store.put(some.slice(0, 900))
  const held = setOf(some.slice(0, 900))
  const plain = await new HaveFilter(new MemoryStore(), none, 0).cover(held)
  const whole = await new HaveFilter(store, async () => setOf(some.slice(0, 500)), 1000).cover(held)
  expect(whole.bytes).toEqual(plain.bytes)
})

it('tops an under-filled filter up with CIDs of a large store, within its capacity', async () => {
  const store = new MemoryStore()
  store.put(some)
  // 72 elements take a filter that is good for far more.
  const held = setOf(some.slice(0, 72))
  const plain = await new HaveFilter(new MemoryStore(), none, 0).cover(held)
  const topped = await new HaveFilter(store, none, 100).cover(held)
  expect(topped.bits).toBe(plain.bits)
  expect(topped.setBits()).toBeGreaterThan(plain.setBits())
  expect(topped.isSaturated(topped.capacity)).toBe(false)
  for (const cid of held.from(0)) expect(topped.has(cid)).toBe(true)
})

it('says nothing when there is nothing to tell', async () => {
  const store = new MemoryStore()
  store.put(some)
  const cover = await new HaveFilter(store, none, 100).cover(new CidSet())
  expect(cover.isEmpty).toBe(true)
})

it('tells the news, each once, in filters of few sizes', async () => {
  const filter = new NewsFilter()
  const news = new CidSet()
  expect((await filter.cover(news)).isEmpty).toBe(true)
  const sizes: number[] = []
  let told = 0
  for (const count of [1, 800, 1, 2000]) {
    const added = some.slice(told, told + count)
    for (const { cid } of added) news.add(cid)
    const cover = await filter.cover(news)
    for (const { cid } of added) expect(cover.has(cid)).toBe(true)
    const before = some.slice(0, told).filter(({ cid }) => cover.has(cid))
    expect(before.length).toBeLessThan(5)
    expect(cover.estimatedRate()).toBeLessThan(0.001)
    sizes.push(cover.bits)
    told += count
  }
  expect(sizes).toEqual([2 ** 14, 2 ** 14, 2 ** 14, 2 ** 17])
  expect((await filter.cover(news)).isEmpty).toBe(true)
})
