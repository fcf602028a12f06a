import { CID } from 'multiformats/cid'
import { identity } from 'multiformats/hashes/identity'
import { expect, it } from 'vitest'
import { Receiver } from '../src/receiver.js'
import { leafA, leafB, left, open, right, root } from './receiver-dag.js'
import { answerOf, blockOf, cborBlock, rawBlock, StrictStore } from './support.js'

it('does not reach what it holds below a missing block until that block comes', async () => {
  const { receiver, store } = await open([root, right, leafB, leafA])
  expect((await receiver.status()).missing).toEqual([left.link])
  const status = await receiver.take(answerOf([left.link], left))
  expect(status.missing).toEqual([])
  expect(receiver.complete).toBe(true)
  expect(store.size()).toBe(5)
})

it('holds a child that comes before its parent, and stores both when the parent comes', async () => {
  const { receiver, store } = await open()
  await receiver.receive([leafA, left])
  await receiver.flush()
  expect(store.size()).toBe(0)
  await receiver.receive([root])
  await receiver.flush()
  expect(store.size()).toBe(3)
})

it('forgets waiting blocks beyond the limit and asks for them later', async () => {
  const { receiver, store } = await open([], { waiting: 0 })
  const status = await receiver.take(answerOf([root.link], leafA, left, root, right, leafB))
  expect(store.size()).toBe(3)
  expect(status.missing).toEqual([left.link])
})

it('never stores a block that nothing links to', async () => {
  const { receiver, store } = await open()
  const stranger = await rawBlock('stranger')
  await receiver.take(answerOf([root.link], root, stranger))
  expect(store.has(stranger.cid)).toBe(false)
})

it('counts and drops what it has already', async () => {
  const { receiver, store } = await open([root, left, leafA])
  await receiver.take(answerOf([root.link], root, right, right, leafB, leafB))
  expect(receiver.duplicates).toBe(3)
  expect(store.size()).toBe(5)
})

it('refuses a block whose bytes do not hash to its CID and keeps the ones before it', async () => {
  const { receiver, store } = await open()
  const forged = { cid: left.cid, bytes: right.bytes }
  const taking = receiver.take(answerOf([root.link], root, forged, right))
  await expect(taking).rejects.toMatchObject({ code: 'ERR_BLOCK_HASH', cid: left.cid })
  expect(store.texts()).toEqual(new Set([root.link.toString()]))
})

it('refuses a block that hashes right but cannot be read, before it reaches the store', async () => {
  const torn = await blockOf(0x71, Uint8Array.of(0x82, 0x01))
  const parent = await cborBlock([torn.link])
  const store = new StrictStore()
  const receiver = await Receiver.open({ store, roots: [parent.link] })
  const taking = receiver.take(answerOf([parent.link], parent, torn))
  await expect(taking).rejects.toMatchObject({ code: 'ERR_BLOCK_CORRUPT', cid: torn.cid })
  expect(receiver.complete).toBe(false)
  const again = await Receiver.open({ store, roots: [parent.link] })
  expect((await again.status()).missing).toEqual([torn.link])
})

it('is not complete when a block that waited for its parent cannot be read', async () => {
  const torn = await blockOf(0x71, Uint8Array.of(0x82, 0x01))
  const parent = await cborBlock([torn.link])
  const receiver = await Receiver.open({ store: new StrictStore(), roots: [parent.link] })
  const taking = receiver.take(answerOf([parent.link], torn, parent))
  await expect(taking).rejects.toMatchObject({ code: 'ERR_BLOCK_CORRUPT', cid: torn.cid })
  expect(receiver.complete).toBe(false)
})

it('refuses unknown codecs and hashes by name', async () => {
  const { receiver } = await open()
  const codec = { cid: CID.createV1(0x78, leafA.link.multihash).bytes, bytes: leafA.bytes }
  const parent = await cborBlock([CID.decode(codec.cid)])
  const store = new StrictStore()
  const other = await Receiver.open({ store, roots: [parent.link] })
  await expect(other.take(answerOf([], parent, codec))).rejects.toMatchObject({
    code: 'ERR_CODEC_UNKNOWN',
  })
  const hash = leafA.cid.slice()
  hash[2] = 0x16 // sha3-256
  await expect(receiver.receive([{ cid: hash, bytes: leafA.bytes }])).rejects.toMatchObject({
    code: 'ERR_HASH_UNKNOWN',
  })
})

it('refuses a truncated digest', async () => {
  const cut = Uint8Array.from([1, 0x55, 0x12, 4, ...leafA.cid.subarray(4, 8)])
  const { receiver } = await open()
  await expect(receiver.receive([{ cid: cut, bytes: leafA.bytes }])).rejects.toMatchObject({
    code: 'ERR_BLOCK_HASH',
  })
})

it('takes identity links as held, follows them, and does not mind when they make no sense', async () => {
  const inline = CID.createV1(0x71, identity.digest((await cborBlock([leafA.link])).bytes))
  const nonsense = CID.createV1(0x71, identity.digest(Uint8Array.of(0x82)))
  const parent = await cborBlock([inline, nonsense])
  const store = new StrictStore()
  const receiver = await Receiver.open({ store, roots: [parent.link] })
  const { missing } = await receiver.take(answerOf([parent.link], parent))
  expect(missing).toEqual([leafA.link])
})

it('marks what was asked for and neither sent nor promised as unavailable, and asks no more', async () => {
  const { receiver } = await open([root])
  await receiver.status()
  const { missing } = await receiver.take(answerOf([right.link], right))
  expect(missing).toEqual([leafB.link])
  expect(receiver.unavailable).toEqual([left.link])
  expect(receiver.complete).toBe(false)
})

it('takes an unavailable block after all if it comes', async () => {
  const { receiver } = await open([root])
  await receiver.status()
  await receiver.take(answerOf([right.link], right))
  await receiver.take(answerOf([leafB.link], leafB, left, leafA))
  expect(receiver.unavailable).toEqual([])
  expect(receiver.complete).toBe(true)
})

it('ends at once when a round brings neither a new block nor a newly unavailable root', async () => {
  const { receiver } = await open([root])
  await receiver.status()
  const stuck = receiver.take(answerOf([left.link, right.link], root, leafA))
  await expect(stuck).rejects.toMatchObject({ code: 'ERR_NO_PROGRESS' })
})

it('judges nothing by a round that was cut off', async () => {
  const { receiver } = await open([root])
  await receiver.status()
  const { missing } = await receiver.take({ ...answerOf([]), cut: true })
  expect(missing).toEqual([left.link, right.link])
  expect(receiver.unavailable).toEqual([])
})

it('asks again for a block that is damaged in the store, and mends it', async () => {
  const store = new StrictStore()
  const damaged = { cid: left.cid, bytes: Uint8Array.of(0x82) }
  const get = store.get.bind(store)
  store.put([root, left, leafA, right, leafB])
  store.get = (cid) => (cid.every((byte, i) => byte === left.cid[i]) ? damaged.bytes : get(cid))
  const receiver = await Receiver.open({ store, roots: [root.link] })
  expect((await receiver.status()).missing).toEqual([left.link])
  await receiver.take(answerOf([left.link], left))
  expect(receiver.complete).toBe(true)
})

it('bounds the number of waiting blocks too, however small they are', async () => {
  const { receiver } = await open([], { waiting: 700 })
  const codecs = [0x55, 0x70, 0x71]
  const empty = await Promise.all(codecs.map((codec) => blockOf(codec, new Uint8Array())))
  await receiver.receive(empty)
  await receiver.receive(empty)
  expect(receiver.duplicates).toBe(2)
})

it('has no use for an inline block as a block', async () => {
  const inline = CID.createV1(0x55, identity.digest(Uint8Array.of(1)))
  const parent = await cborBlock([inline])
  const store = new StrictStore()
  const receiver = await Receiver.open({ store, roots: [parent.link] })
  await receiver.take(answerOf([], { cid: inline.bytes, bytes: Uint8Array.of(1) }, parent))
  expect(receiver.complete).toBe(true)
  expect(store.size()).toBe(1)
})

it.each([
  ['get', []],
  ['put', [left, leafA]],
] as const)('hands a failure of %s on and reports nothing as done', async (method, below) => {
  const store = new StrictStore()
  const parent = await cborBlock([left.link])
  const receiver = await Receiver.open({ store, roots: [parent.link] })
  store[method] = () => {
    throw new RangeError('broken disk')
  }
  const taking = receiver.take(answerOf([parent.link], ...below, parent))
  await expect(taking).rejects.toThrow('broken disk')
  expect(receiver.complete).toBe(false)
})
