import { buildDag, dagShape } from '@car-mirror/fixtures'
import * as dagCbor from '@ipld/dag-cbor'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { blockLinks, defaultCodecs } from '../src/codecs.js'
import { blockOf, cborBlock, rawBlock } from './support.js'

it('reads the links of every built-in codec in order', async () => {
  await fc.assert(
    fc.asyncProperty(dagShape(15), async (shape) => {
      const { nodes } = await buildDag(shape)
      for (const { cid, bytes, links } of nodes) {
        const expected = links.map((index) => nodes[index]!.cid.bytes)
        expect(blockLinks(defaultCodecs, cid.bytes, bytes)).toEqual(expected)
      }
    }),
    { numRuns: 100 },
  )
})

it('finds links at any place inside a value', async () => {
  const [a, b, c] = [await rawBlock('a'), await rawBlock('b'), await rawBlock('c')]
  const block = await cborBlock({ a: [{ x: a.link, y: [b.link] }, 1, null], b: 'text', c: c.link })
  expect(blockLinks(defaultCodecs, block.cid, block.bytes)).toEqual([a.cid, b.cid, c.cid])
})

it('survives nesting as deep as a block can make it', async () => {
  const deep = await blockOf(dagCbor.code, new Uint8Array(1_000_000).fill(0x81))
  expect(() => blockLinks(defaultCodecs, deep.cid, deep.bytes)).toThrow(
    expect.objectContaining({ code: 'ERR_BLOCK_CORRUPT', cid: deep.cid }),
  )
})

it('names the codec that it does not know', async () => {
  const block = await blockOf(0x78, Uint8Array.of(1))
  expect(() => blockLinks(defaultCodecs, block.cid, block.bytes)).toThrow(
    expect.objectContaining({
      code: 'ERR_CODEC_UNKNOWN',
      message: expect.stringContaining('0x78'),
    }),
  )
})

it('takes one more codec', async () => {
  const mine = { code: 0x78, name: 'git-raw', links: (bytes: Uint8Array) => [bytes] }
  const codecs = new Map([...defaultCodecs, [mine.code, mine]])
  const block = await blockOf(0x78, Uint8Array.of(1))
  expect(blockLinks(codecs, block.cid, block.bytes)).toEqual([Uint8Array.of(1)])
})

it('refuses what is not a CID', () => {
  for (const cid of [[], [1], [1, 0x55, 0x12, 0x20, 1], [2, 0x55, 0x12, 0]]) {
    expect(() => blockLinks(defaultCodecs, Uint8Array.from(cid), new Uint8Array())).toThrow(
      expect.objectContaining({ code: 'ERR_CID_INVALID' }),
    )
  }
})
