import { CID } from 'multiformats/cid'
import { create } from 'multiformats/hashes/digest'
import { describe, expect, it } from 'vitest'
import { MAX_CID_BYTES } from '../src/index.js'
import { blockOf, blocksOf, cidOf, DAG_PB, RAW } from './support/blocks.js'
import { tempStore } from './support/temp.js'

/** A CID of exactly `length` bytes under a hash that is nobody's. */
function cidOfLength(length: number, hash = 0x300001): Uint8Array {
  for (let digest = length; digest >= 0; digest--) {
    const cid = CID.createV1(RAW, create(hash, new Uint8Array(digest).fill(7))).bytes
    if (cid.length === length) return cid
  }
  throw new RangeError('no such CID')
}

describe('bytes', () => {
  it('gives back what was put, of any size, as plain arrays', async () => {
    const store = await tempStore()
    const sizes = [0, 1, 200, 4095, 4096, 32_768, 32_769, 1 << 20, 17 << 20]
    const blocks = sizes.map((size, index) => blockOf('size', index, size))
    await store.bytes.put(blocks)
    for (const { cid, bytes } of blocks) {
      expect(store.bytes.has(cid)).toBe(true)
      const found = store.bytes.get(cid)!
      expect(found.constructor).toBe(Uint8Array)
      expect(Buffer.compare(found, bytes)).toBe(0)
    }
    expect(store.bytes.size()).toBe(sizes.length)
  })

  it('knows only what was put', async () => {
    const store = await tempStore()
    await store.bytes.put([blockOf('held', 0)])
    const { cid } = blockOf('held', 1)
    expect(store.bytes.has(cid)).toBe(false)
    expect(store.bytes.get(cid)).toBeUndefined()
  })

  it('hands out values that outlive other reads, writes, deletion and close', async () => {
    const store = await tempStore()
    const blocks = [10, 5000, 100_000, 17 << 20].map((size, at) => blockOf('stay', at, size))
    await store.bytes.put(blocks)
    const found = blocks.map(({ cid }) => store.bytes.get(cid)!)
    await store.bytes.put(blocksOf('other', 500, 9000))
    for (const { cid } of blocksOf('other', 500, 9000)) store.bytes.get(cid)
    await store.bytes.delete(blocks.map(({ cid }) => cid))
    await store.bytes.put(blocksOf('reuse', 1500, 9000))
    await store.close()
    for (const [at, { bytes }] of blocks.entries()) {
      expect(Buffer.compare(found[at]!, bytes)).toBe(0)
    }
  })

  it('hands out values that may be written to', async () => {
    const store = await tempStore()
    const blocks = [10, 100_000].map((size, at) => blockOf('scribble', at, size))
    await store.bytes.put(blocks)
    for (const { cid } of blocks) store.bytes.get(cid)!.fill(0)
    for (const { cid, bytes } of blocks) expect(store.bytes.get(cid)).toEqual(bytes)
  })

  it('takes views into larger memory', async () => {
    const store = await tempStore()
    const memory = new Uint8Array(3000).map((_, at) => at)
    const bytes = memory.subarray(1000, 2000)
    const frame = new Uint8Array(100)
    frame.set(cidOf(bytes).bytes, 50)
    await store.bytes.put([{ cid: frame.subarray(50, 86), bytes }])
    expect(store.bytes.get(cidOf(bytes).bytes)).toEqual(bytes.slice())
  })

  it('keeps the same content apart under different CIDs', async () => {
    const store = await tempStore()
    const bytes = Uint8Array.of(1, 2, 3)
    const [raw, pb] = [cidOf(bytes), cidOf(bytes, DAG_PB)]
    const v0 = CID.createV0(pb.multihash as Parameters<typeof CID.createV0>[0])
    await store.bytes.put([{ cid: pb.bytes, bytes }])
    expect([raw, pb, v0].map((cid) => store.bytes.has(cid.bytes))).toEqual([false, true, false])
    await store.bytes.put([{ cid: v0.bytes, bytes }])
    expect([raw, pb, v0].map((cid) => store.bytes.has(cid.bytes))).toEqual([false, true, true])
    await store.bytes.delete([pb.bytes])
    expect([raw, pb, v0].map((cid) => store.bytes.has(cid.bytes))).toEqual([false, false, true])
    expect([...store.getAll()].map(({ cid }) => cid.version)).toEqual([0])
  })

  it('stores a CID of 1978 bytes and refuses one more, of which it then holds nothing', async () => {
    const store = await tempStore()
    const [fits, long] = [cidOfLength(1978), cidOfLength(1979)]
    expect(MAX_CID_BYTES).toBe(1978)
    const bytes = Uint8Array.of(9)
    await store.bytes.put([{ cid: fits, bytes }])
    expect(store.bytes.get(fits)).toEqual(bytes)
    const other = blockOf('beside', 0)
    await expect(store.bytes.put([other, { cid: long, bytes }])).rejects.toMatchObject({
      code: 'ERR_CID_TOO_LONG',
      cid: long,
    })
    expect(store.bytes.has(other.cid)).toBe(false)
    expect(store.bytes.has(long)).toBe(false)
    expect(store.bytes.get(long)).toBeUndefined()
    expect(store.bytes.has(cidOfLength(5000))).toBe(false)
    await store.bytes.delete([long])
    expect([...store.getAll()].map(({ cid }) => cid.bytes)).toEqual([fits])
  })

  it.each([2, 34, 36, 1978, 10_000])(
    'answers an identity CID of %i bytes and more from itself, and stores nothing',
    async (length) => {
      const store = await tempStore()
      const digest = new Uint8Array(length).map((_, at) => at)
      const cid = CID.createV1(RAW, create(0, digest)).bytes
      expect(store.bytes.has(cid)).toBe(true)
      expect(store.bytes.get(cid)).toEqual(digest)
      await store.bytes.put([{ cid, bytes: digest }])
      await store.bytes.delete([cid])
      expect(store.bytes.get(cid)).toEqual(digest)
      expect(store.count()).toBe(0)
    },
  )

  it('gives the content of an identity CID as a copy', async () => {
    const store = await tempStore()
    const cid = CID.createV1(RAW, create(0, Uint8Array.of(1, 2, 3))).bytes
    store.bytes.get(cid)!.fill(0)
    expect(store.bytes.get(Buffer.from(cid))).toEqual(Uint8Array.of(1, 2, 3))
    store.bytes.get(Buffer.from(cid))!.fill(0)
    expect(store.bytes.get(cid)).toEqual(Uint8Array.of(1, 2, 3))
  })

  it.each([
    ['nothing', []],
    ['a digest that is too short', [1, 0x55, 0x12, 0x20, 1, 2, 3]],
    ['bytes behind the digest', [1, 0x55, 0, 1, 5, 6]],
    ['an unknown version', [2, 0x55, 0, 1, 5]],
    ['a varint that is not minimal', [1, 0xd5, 0x00, 0x12, 1, 5]],
  ])('refuses to store %s as a CID, and does not hold it', async (_, list) => {
    const store = await tempStore()
    const cid = Uint8Array.from(list)
    const good = blockOf('good', 0)
    const put = store.bytes.put([good, { cid, bytes: good.bytes }])
    await expect(put).rejects.toMatchObject({ code: 'ERR_INVALID_CID', cid })
    expect(store.bytes.has(cid)).toBe(false)
    expect(store.bytes.get(cid)).toBeUndefined()
    expect(store.bytes.has(good.cid)).toBe(false)
  })

  it('replaces what a CID holds, so that a damaged block can be mended', async () => {
    const store = await tempStore()
    const { cid, bytes } = blockOf('mend', 0)
    await store.bytes.put([{ cid, bytes: Uint8Array.of(66) }])
    await store.bytes.put([{ cid, bytes }])
    expect(store.bytes.get(cid)).toEqual(bytes)
    expect(store.count()).toBe(1)
  })

  it('commits batches put at once, each of them whole', async () => {
    const store = await tempStore()
    const blocks = blocksOf('many', 5000)
    const puts: Promise<void>[] = []
    for (let at = 0; at < blocks.length; at += 50) {
      puts.push(store.bytes.put(blocks.slice(at, at + 50)))
    }
    await Promise.all(puts)
    expect(blocks.every(({ cid }) => store.bytes.has(cid))).toBe(true)
  })
})
