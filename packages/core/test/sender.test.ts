import { BloomFilter } from '@car-mirror/bloom'
import { CID } from 'multiformats/cid'
import { identity } from 'multiformats/hashes/identity'
import { expect, it } from 'vitest'
import { Sender, type Terms } from '../src/sender.js'
import {
  allBlocks,
  blockOf,
  cborBlock,
  type LinkedBlock,
  rawBlock,
  StrictStore,
} from './support.js'

// root -> (left -> a, shared), (right -> shared, b)
const a = await rawBlock('a')
const b = await rawBlock('b')
const shared = await rawBlock('shared')
const left = await cborBlock([a.link, shared.link])
const right = await cborBlock([shared.link, b.link])
const root = await cborBlock([left.link, right.link])
const all = [root, left, right, a, shared, b]
const everything = BloomFilter.fromBytes(Uint8Array.of(255), 1)

async function sent(options: {
  from?: LinkedBlock[]
  missing?: LinkedBlock[]
  have?: LinkedBlock[] | BloomFilter
  order?: 'preorder' | 'breadth-first'
  basis?: CID[]
  terms?: Terms
}) {
  const { from = all, missing = [root], have = [], order = 'preorder', basis, terms } = options
  const store = new StrictStore()
  store.put(from)
  const sender = await Sender.open({ store, order, basis })
  const status = { missing: missing.map((block) => block.link), have: filterOf(have) }
  const answer = await sender.answer(status, terms)
  const blocks = await allBlocks(answer)
  const names = blocks.map(({ cid }) => CID.decode(cid).toString())
  return { available: answer.available, names }
}

function filterOf(have: LinkedBlock[] | BloomFilter): BloomFilter {
  if (have instanceof BloomFilter) return have
  const filter = BloomFilter.forCount(have.length)
  for (const { cid } of have) filter.add(cid)
  return filter
}

function names(...blocks: LinkedBlock[]): string[] {
  return blocks.map(({ link }) => link.toString())
}

it('walks in preorder, following links in order and sending each block once', async () => {
  const { names: order } = await sent({})
  expect(order).toEqual(names(root, left, a, shared, right, b))
})

it('takes a root that is listed twice for one', async () => {
  const { available, names: order } = await sent({ missing: [right, left, right] })
  expect(available.map(String)).toEqual(names(right, left))
  expect(order).toEqual(names(right, shared, b, left, a))
})

it('walks breadth-first, level by level', async () => {
  const { names: order } = await sent({ order: 'breadth-first' })
  expect(order).toEqual(names(root, left, right, a, shared, b))
})

it('leaves out a block that the filter has, and goes no further there', async () => {
  const { names: order } = await sent({ have: [left] })
  expect(order).toEqual(names(root, right, shared, b))
})

it('sends a requested root whatever the filter says, and nothing else that it hits', async () => {
  const { names: order } = await sent({ missing: [right, left], have: everything })
  expect(order).toEqual(names(right, left))
})

it('names the requested roots that it has and leaves out the others', async () => {
  const { available, names: order } = await sent({ from: [left, a], missing: [left, right] })
  expect(available).toEqual([left.link])
  expect(order).toEqual(names(left, a))
})

it('goes on past a block that it lacks', async () => {
  const { names: order } = await sent({ from: [root, right, shared, b] })
  expect(order).toEqual(names(root, right, shared, b))
})

it('leaves out what is below a basis, until the receiver asks for some of it', async () => {
  expect((await sent({ basis: [left.link] })).names).toEqual(names(root, right, b))
  const asked = await sent({ basis: [left.link], missing: [left] })
  expect(asked.names).toEqual(names(left, a, shared))
})

it('stops at the budget, but sends at least one block', async () => {
  const order = 'breadth-first'
  const two = root.bytes.length + left.bytes.length
  const within = async (terms: Terms) => (await sent({ order, terms })).names
  expect(await within({ bytes: 0 })).toEqual(names(root))
  expect(await within({ bytes: two })).toEqual(names(root, left))
  expect(await within({ bytes: two - 1 })).toEqual(names(root))
  expect(await within({ blocks: 0 })).toEqual(names(root))
  expect(await within({ blocks: 3 })).toEqual(names(root, left, right))
  expect(await within({ blocks: 3, bytes: two })).toEqual(names(root, left))
})

it('sends only so much of what was not asked for by name, and nothing below what it leaves out', async () => {
  const unasked = async (unasked: number, ...missing: LinkedBlock[]) =>
    (await sent({ missing, terms: { unasked } })).names
  const size = (...blocks: LinkedBlock[]) =>
    blocks.reduce((sum, { bytes }) => sum + bytes.length, 0)
  expect(await unasked(0, root)).toEqual(names(root))
  expect(await unasked(0, left, b)).toEqual(names(left, b))
  expect(await unasked(size(left), root)).toEqual(names(root, left))
  expect(await unasked(size(left, a), root)).toEqual(names(root, left, a))
  expect(await unasked(size(left, a) - 1, root, b)).toEqual(names(root, left, b))
})

it('takes another order for one round', async () => {
  const { names: order } = await sent({ terms: { order: 'breadth-first' } })
  expect(order).toEqual(names(root, left, right, a, shared, b))
})

it('never sends an inline block and walks through it', async () => {
  const inner = await blockOf(0x71, (await cborBlock([a.link])).bytes)
  const inline = CID.createV1(0x71, identity.digest(inner.bytes))
  const nonsense = CID.createV1(0x71, identity.digest(Uint8Array.of(0x82)))
  const parent = await cborBlock([inline, nonsense, b.link])
  const { names: order } = await sent({ from: [parent, a, b], missing: [parent] })
  expect(order).toEqual(names(parent, a, b))
})

it('goes on past a block that it has damaged, and does not promise it', async () => {
  const torn = await blockOf(0x71, Uint8Array.of(0x82, 0x01))
  const parent = await cborBlock([torn.link, a.link])
  const { available, names: order } = await sent({
    from: [torn, parent, a],
    missing: [torn, parent],
  })
  expect(available).toEqual([parent.link])
  expect(order).toEqual(names(parent, a))
})
