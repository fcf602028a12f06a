import fc from 'fast-check'
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

it('keeps its own copy of a small block', () => {
  const store = new MemoryStore()
  const bytes = Uint8Array.of(1, 2, 3)
  store.put([{ cid: cids[0]!, bytes }])
  bytes.fill(0)
  expect(store.get(cids[0]!)).toEqual(Uint8Array.of(1, 2, 3))
})

it('keeps no large chunk alive for a block in it, and copies no block that has its own', () => {
  const store = new MemoryStore()
  const chunk = new Uint8Array(1_000_000)
  const own = new Uint8Array(100_036).subarray(36)
  store.put([
    { cid: cids[0]!, bytes: chunk.subarray(0, 100_000) },
    { cid: cids[1]!, bytes: own },
  ])
  expect(store.get(cids[0]!)?.buffer.byteLength).toBe(100_000)
  expect(store.get(cids[1]!)).toBe(own)
})

it('gives back what a map would, the smallest block and the largest', () => {
  const length = fc.constantFrom(0, 1, 200, 4096, 4097, 300_000)
  const block = fc.record({ name: fc.nat(5), length, fill: fc.nat(255) })
  fc.assert(
    fc.property(fc.array(block), (blocks) => {
      const store = new MemoryStore()
      const model = new Map<number, Uint8Array>()
      for (const { name, length, fill } of blocks) {
        const bytes = new Uint8Array(length).fill(fill)
        store.put([{ cid: cids[name]!, bytes }])
        model.set(name, bytes)
      }
      expect(store.size()).toBe(model.size)
      expect(Array.from(store.cids(), ([name]) => name)).toEqual([...model.keys()])
      for (const [name, cid] of cids.entries()) {
        const [got, expected] = [store.get(cid), model.get(name)]
        expect(store.has(cid)).toBe(expected !== undefined)
        expect(got?.length).toBe(expected?.length)
        if (got && expected) expect(Buffer.compare(got, expected)).toBe(0)
      }
    }),
  )
})

it('takes no more room for blocks that come again and again', () => {
  const store = new MemoryStore()
  const blocks = cids.map((cid) => ({ cid, bytes: new Uint8Array(4000) }))
  const before = process.memoryUsage().arrayBuffers
  for (let i = 0; i < 2000; i++) store.put(blocks)
  // Kept each time, they would be 160 MB.
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100e6)
})
