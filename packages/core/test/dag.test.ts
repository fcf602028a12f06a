import { expect, it } from 'vitest'
import { cidText } from '../src/cid-bytes.js'
import { Dag, heldBelow } from '../src/dag.js'
import { Pace } from '../src/pace.js'
import type { Store } from '../src/store.js'
import { blockOf, cborBlock, rawBlock, StrictStore } from './support.js'

const leaf = await rawBlock('leaf')
const beyond = await rawBlock('beyond')
const absent = await cborBlock([beyond.link])
const middle = await cborBlock([leaf.link, absent.link])
const root = await cborBlock([middle.link, leaf.link, middle.link])

it('finds what is held below the roots, parents first, and nothing beyond what is absent', async () => {
  const store = new StrictStore()
  store.put([leaf, middle, root, beyond])
  const held = await heldBelow(new Dag(store), [root.link, root.link], new Pace())
  expect([...held.from(0)].map(cidText)).toEqual([root, middle, leaf].map(({ link }) => `${link}`))
})

it('never reads a leaf to learn that it links nowhere', () => {
  const store: Store = {
    has: () => true,
    get: () => expect.unreachable('a leaf was read'),
    put: () => expect.unreachable('nothing is written'),
  }
  expect(new Dag(store).links(leaf.cid)).toEqual([])
})

it('works on stores that take their time', async () => {
  const fast = new StrictStore()
  fast.put([root])
  const slow: Store = {
    has: async (cid) => fast.has(cid),
    get: async (cid) => fast.get(cid),
    put: async (blocks) => fast.put(blocks),
  }
  expect(await new Dag(slow).links(root.cid)).toHaveLength(3)
  expect(await new Dag(slow).links(middle.cid)).toBeUndefined()
  expect(await new Dag(slow).links(leaf.cid)).toBeUndefined()
})

it('takes what it cannot read for absent', async () => {
  const torn = await blockOf(0x71, Uint8Array.of(0x82))
  const foreign = await blockOf(0x78, Uint8Array.of(1))
  const store = new StrictStore()
  store.put([torn, foreign])
  for (const { cid } of [torn, foreign]) expect(new Dag(store).links(cid)).toBeUndefined()
})
