import { expect, it } from 'vitest'
import { MemoryStore } from '../src/memory-store.js'

const cids = Array.from({ length: 20 }, (_, i) => Uint8Array.of(i))

it('draws distinct CIDs, each as likely as any other', () => {
  const store = new MemoryStore()
  store.put(cids.map((cid) => ({ cid, bytes: cid })))
  const drawn = new Array(20).fill(0)
  const draws = 4000
  for (let i = 0; i < draws; i++) {
    const sample = store.sample(5)
    expect(new Set(sample.map((cid) => cid[0])).size).toBe(5)
    for (const cid of sample) drawn[cid[0]!]++
  }
  // 1000 expected each, standard deviation 27: seven of them never happen.
  for (const count of drawn) expect(Math.abs(count - 1000)).toBeLessThan(200)
  expect(store.sample(100)).toHaveLength(20)
  expect(store.sample(0)).toHaveLength(0)
})

it('keeps its own copy of what it is given', () => {
  const store = new MemoryStore()
  const bytes = Uint8Array.of(1, 2, 3)
  store.put([{ cid: cids[0]!, bytes }])
  bytes.fill(0)
  expect(store.get(cids[0]!)).toEqual(Uint8Array.of(1, 2, 3))
})
