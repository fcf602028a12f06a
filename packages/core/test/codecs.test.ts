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

it.each([
  ['dag-cbor', dagCbor.code, (levels: number) => [...new Array(levels).fill(0x81), 0x80]],
  ['dag-json', 0x0129, (levels: number) => Buffer.from('['.repeat(levels) + ']'.repeat(levels))],
] as const)('reads %s down to a fixed depth, and survives any', async (_, code, nested) => {
  const links = async (levels: number) => {
    const block = await blockOf(code, Uint8Array.from(nested(levels)))
    return blockLinks(defaultCodecs, block.cid, block.bytes)
  }
  expect(await links(1000)).toEqual([])
  for (const levels of [1100, 4000, 500_000]) {
    await expect(links(levels)).rejects.toMatchObject({ code: 'ERR_BLOCK_CORRUPT' })
  }
})

it.each([
  ['a text', [0x61, 0x78]],
  ['a number', [0x01]],
  ['null', [0xf6]],
])('takes a map that looks like a CID object, made of %s, for a map', async (_, x) => {
  // { "/": x, "bytes": x }
  const bytes = [0xa2, 0x61, 0x2f, ...x, 0x65, ...new TextEncoder().encode('bytes'), ...x]
  const block = await blockOf(dagCbor.code, Uint8Array.from(bytes))
  expect(blockLinks(defaultCodecs, block.cid, block.bytes)).toEqual([])
})

it.each([
  ['version 0 spelled out', [0x00, 0x70, 0x12, 0x20, ...new Array(32).fill(7)]],
  ['over 1,024 bytes', [0x01, 0x55, 0x00, 0xff, 0x07, ...new Array(1023).fill(7)]],
])('refuses a block with a link that nobody can ask for: %s', async (_, cid) => {
  const link = [0xd8, 0x2a, 0x59, (cid.length + 1) >> 8, (cid.length + 1) & 255, 0x00, ...cid]
  const block = await blockOf(dagCbor.code, Uint8Array.from([0x81, ...link]))
  expect(() => blockLinks(defaultCodecs, block.cid, block.bytes)).toThrow(
    expect.objectContaining({ code: 'ERR_BLOCK_CORRUPT', cid: block.cid }),
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
  const leaf = await rawBlock('leaf')
  const mine = { code: 0x78, name: 'git-raw', links: () => [leaf.cid] }
  const codecs = new Map([...defaultCodecs, [mine.code, mine]])
  const block = await blockOf(0x78, Uint8Array.of(1))
  expect(blockLinks(codecs, block.cid, block.bytes)).toEqual([leaf.cid])
})

it('refuses what is not a CID', () => {
  for (const cid of [[], [1], [1, 0x55, 0x12, 0x20, 1], [2, 0x55, 0x12, 0]]) {
    expect(() => blockLinks(defaultCodecs, Uint8Array.from(cid), new Uint8Array())).toThrow(
      expect.objectContaining({ code: 'ERR_CID_INVALID' }),
    )
  }
})
