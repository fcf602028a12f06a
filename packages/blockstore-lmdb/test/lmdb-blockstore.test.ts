import type { Blockstore } from 'interface-blockstore'
import { CID } from 'multiformats/cid'
import { create } from 'multiformats/hashes/digest'
import { describe, expect, it } from 'vitest'
import { LmdbBlockstoreError } from '../src/index.js'
import { blockOf, blocksOf, cidOf, RAW } from './support/blocks.js'
import { tempDirectory, tempStore } from './support/temp.js'

const pairs = (seed: string, count: number, size?: number) =>
  blocksOf(seed, count, size).map(({ cid, bytes }) => ({ cid: CID.decode(cid), bytes }))

async function drain<T>(source: Iterable<T> | AsyncIterable<T>): Promise<T[]> {
  const items: T[] = []
  for await (const item of source) items.push(item)
  return items
}

describe('LmdbBlockstore', () => {
  it('is an interface-blockstore', async () => {
    const store: Blockstore = await tempStore()
    expect(store).toBeDefined()
  })

  it('says which block is missing, under the name that js-stores look for', async () => {
    const store = await tempStore()
    const cid = cidOf(Uint8Array.of(1))
    const getting = async () => drain(store.get(cid))
    await expect(getting()).rejects.toBeInstanceOf(LmdbBlockstoreError)
    await expect(getting()).rejects.toMatchObject({
      name: 'NotFoundError',
      code: 'ERR_NOT_FOUND',
      cid: cid.bytes,
    })
  })

  it('joins content that comes in chunks', async () => {
    const store = await tempStore()
    const whole = Uint8Array.of(1, 2, 3, 4, 5)
    const chunks = [whole.subarray(0, 2), whole.subarray(2, 2), whole.subarray(2)]
    const cid = cidOf(whole)
    await store.put(cid, chunks)
    expect([...store.get(cid)]).toEqual([whole])
    await store.delete(cid)
    await store.put(
      cid,
      (async function* () {
        yield* chunks
      })(),
    )
    expect([...store.get(cid)]).toEqual([whole])
  })

  it('stores an empty block as one empty chunk', async () => {
    const store = await tempStore()
    const cid = cidOf(new Uint8Array())
    await store.put(cid, [])
    expect([...store.get(cid)]).toEqual([new Uint8Array()])
    expect(store.has(cid)).toBe(true)
  })

  it('answers identity CIDs without storing them', async () => {
    const store = await tempStore()
    const cid = CID.createV1(RAW, create(0, Uint8Array.of(1, 2)))
    expect(store.has(cid)).toBe(true)
    await store.put(cid, Uint8Array.of(1, 2))
    expect([...store.get(cid)]).toEqual([Uint8Array.of(1, 2)])
    expect(store.count()).toBe(0)
    expect(await drain(store.getAll())).toEqual([])
  })

  it('yields a CID from putMany once another reader can see its block', async () => {
    const directory = await tempDirectory()
    const [store, other] = [await tempStore(directory), await tempStore(directory)]
    const source = pairs('stream', 3000, 5000)
    let count = 0
    for await (const cid of store.putMany(source)) {
      expect(cid).toEqual(source[count]!.cid)
      expect(other.has(cid)).toBe(true)
      count++
    }
    expect(count).toBe(3000)
    expect(store.count()).toBe(3000)
  })

  it('keeps what putMany was given before its source failed', async () => {
    const store = await tempStore()
    const blocks = pairs('partial', 3)
    async function* source() {
      yield* blocks
      throw new RangeError('broken')
    }
    await expect(drain(store.putMany(source()))).rejects.toThrow('broken')
    expect(blocks.map(({ cid }) => store.has(cid))).toEqual([true, true, true])
  })

  it('lists every block of many pages, each once, while others come and go', async () => {
    const store = await tempStore()
    const kept = pairs('kept', 1000)
    const leaving = pairs('leaving', 1000)
    await drain(store.putMany([...kept, ...leaving]))
    const seen: string[] = []
    let at = 0
    for (const { cid } of store.getAll()) {
      seen.push(cid.toString())
      if (seen.length % 100 === 0) {
        // also the very CID the listing stands at
        await store.delete(leaving[at++]!.cid)
        if (leaving.some((one) => one.cid.equals(cid))) await store.delete(cid)
        await drain(store.putMany(pairs(`coming${at}`, 20)))
      }
    }
    expect(new Set(seen).size).toBe(seen.length)
    const set = new Set(seen)
    expect(kept.filter(({ cid }) => !set.has(cid.toString()))).toEqual([])
  })

  it('reads the bytes of getAll when they are wanted', async () => {
    const store = await tempStore()
    const blocks = pairs('lazy', 10)
    await drain(store.putMany(blocks))
    const listed = [...store.getAll()]
    await store.delete(listed[0]!.cid)
    await expect(drain(listed[0]!.bytes)).rejects.toMatchObject({ code: 'ERR_NOT_FOUND' })
    expect(await drain(listed[1]!.bytes)).toHaveLength(1)
  })

  it('counts blocks through puts, repeats and deletions', async () => {
    const store = await tempStore()
    const blocks = pairs('count', 2500)
    await drain(store.putMany(blocks))
    await drain(store.putMany(blocks.slice(0, 10)))
    expect(store.count()).toBe(2500)
    const deleted = await drain(store.deleteMany(blocks.slice(0, 2000).map(({ cid }) => cid)))
    expect(deleted).toHaveLength(2000)
    await store.delete(blocks[0]!.cid)
    expect(store.count()).toBe(500)
  })

  it('stops each iteration at the step after an abort', async () => {
    const store = await tempStore()
    const blocks = pairs('abort', 5000)
    await drain(store.putMany(blocks))
    const cids = blocks.map(({ cid }) => cid)
    const fresh = pairs('fresh', 5000)
    const iterations = [
      (options: { signal: AbortSignal }) => store.putMany(fresh, options),
      (options: { signal: AbortSignal }) => store.getMany(cids, options),
      (options: { signal: AbortSignal }) => store.getAll(options),
      (options: { signal: AbortSignal }) => store.deleteMany(cids, options),
    ]
    for (const iterate of iterations) {
      const controller = new AbortController()
      const reason = new RangeError('enough')
      let steps = 0
      const reading = (async () => {
        for await (const _ of iterate({ signal: controller.signal })) {
          if (++steps === 3) controller.abort(reason)
        }
      })()
      await expect(reading).rejects.toBe(reason)
      expect(steps).toBe(3)
    }
    // one batch stored and one removed, before the abort
    expect(store.count()).toBe(5000 + 1024 - 1024)
  })

  it('does not begin a put, or go on collecting one, after an abort', async () => {
    const store = await tempStore()
    const { cid, bytes } = blockOf('abort', 0)
    const controller = new AbortController()
    const chunks = async function* () {
      yield bytes.subarray(0, 5)
      controller.abort(new RangeError('enough'))
      yield bytes.subarray(5)
    }
    const put = store.put(CID.decode(cid), chunks(), { signal: controller.signal })
    await expect(put).rejects.toThrow('enough')
    expect(store.count()).toBe(0)
  })

  it('does not store the batch that putMany has in hand at an abort', async () => {
    const store = await tempStore()
    const controller = new AbortController()
    async function* source() {
      yield* pairs('in hand', 5)
      controller.abort(new RangeError('enough'))
      yield* pairs('late', 5)
    }
    const putting = drain(store.putMany(source(), { signal: controller.signal }))
    await expect(putting).rejects.toThrow('enough')
    expect(store.count()).toBe(0)
  })
})

describe('roots', () => {
  it('are listed with the date they were first added, and survive reopening', async () => {
    const directory = await tempDirectory()
    const store = await tempStore(directory)
    const [one, two] = [cidOf(Uint8Array.of(1)), cidOf(Uint8Array.of(2))]
    const before = Date.now()
    await store.addRoot(one)
    await store.addRoot(two)
    const after = Date.now()
    const listed = await drain(store.roots())
    expect(listed.map(({ cid }) => cid.toString()).sort()).toEqual([`${one}`, `${two}`].sort())
    for (const { added } of listed) {
      expect(added.getTime()).toBeGreaterThanOrEqual(before)
      expect(added.getTime()).toBeLessThanOrEqual(after)
    }
    while (Date.now() === after);
    await store.addRoot(one)
    await store.close()
    expect(await drain((await tempStore(directory)).roots())).toEqual(listed)
  })

  it('are no blocks', async () => {
    const store = await tempStore()
    const cid = cidOf(Uint8Array.of(1))
    await store.addRoot(cid)
    expect(store.has(cid)).toBe(false)
    expect([...store.getAll()]).toEqual([])
    expect(store.count()).toBe(0)
    expect(store.sample(10)).toEqual([])
  })

  it('have CIDs within the limit', async () => {
    const store = await tempStore()
    const cid = CID.createV1(RAW, create(0, new Uint8Array(2000)))
    await expect(store.addRoot(cid)).rejects.toMatchObject({ code: 'ERR_CID_TOO_LONG' })
    expect(await drain(store.roots())).toEqual([])
  })
})
