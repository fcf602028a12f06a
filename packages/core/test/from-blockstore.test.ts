import { MemoryBlockstore } from 'blockstore-core/memory'
import { expect, it } from 'vitest'
import { fromBlockstore } from '../src/from-blockstore.js'
import { cborBlock, rawBlock } from './support.js'

it('reads and writes any interface-blockstore', async () => {
  const blockstore = new MemoryBlockstore()
  const store = fromBlockstore(blockstore)
  const [leaf, node] = [await rawBlock('leaf'), await cborBlock({ a: 1 })]
  expect(await store.has(leaf.cid)).toBe(false)
  expect(await store.get(leaf.cid)).toBeUndefined()
  await store.put([leaf, node])
  expect(await store.has(leaf.cid)).toBe(true)
  expect(await store.get(node.cid)).toEqual(node.bytes)
  expect(await blockstore.has(node.link)).toBe(true)
})

it('joins blocks that come in pieces, and hands failures on', async () => {
  const leaf = await rawBlock('in pieces')
  class Pieces extends MemoryBlockstore {
    override *get() {
      for (const byte of leaf.bytes) yield Uint8Array.of(byte)
    }
  }
  expect(await fromBlockstore(new Pieces()).get(leaf.cid)).toEqual(leaf.bytes)
  class Broken extends MemoryBlockstore {
    // biome-ignore lint/correctness/useYield: it fails before it could
    override *get(): Generator<Uint8Array> {
      throw new RangeError('disk on fire')
    }
  }
  await expect(fromBlockstore(new Broken()).get(leaf.cid)).rejects.toThrow('disk on fire')
})
