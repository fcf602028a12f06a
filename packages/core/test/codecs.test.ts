import { buildDag, dagShape } from '@car-mirror/fixtures'
import { cbor, concat, varint } from '@car-mirror/vectors/by-hand'
import * as dagCbor from '@ipld/dag-cbor'
import fc from 'fast-check'
import { base32 } from 'multiformats/bases/base32'
import { base58btc } from 'multiformats/bases/base58'
import { describe, expect, it } from 'vitest'
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

const DIGEST = new Array(32).fill(7)

const NO_CIDS: [string, number[]][] = [
  ['version 0 spelled out', [0x00, 0x70, 0x12, 0x20, ...DIGEST]],
  ['a CIDv0 with a digest cut short', [0x12, 0x10, ...DIGEST.slice(16)]],
  ['a CIDv0 with a longer digest', [0x12, 0x21, ...DIGEST, 7]],
  ['a codec in more bytes than it needs', [0x01, 0xd5, 0x00, 0x12, 0x20, ...DIGEST]],
  ['a codec of 2^55', [0x01, ...new Array(7).fill(0x80), 0x40, 0x12, 0x20, ...DIGEST]],
  ['over 1,024 bytes', [0x01, 0x55, 0x00, 0xff, 0x07, ...new Array(1023).fill(7)]],
]

const LINKING: [string, number, (cid: Uint8Array) => Uint8Array][] = [
  ['dag-cbor', dagCbor.code, (cid) => cbor.array(cbor.link(cid))],
  ['dag-pb', 0x70, (cid) => field(0x12, field(0x0a, cid))],
  ['dag-json', 0x0129, (cid) => Buffer.from(`[{"/":"${textOf(cid)}"}]`)],
]

function field(key: number, bytes: Uint8Array): Uint8Array {
  return concat(varint(key), varint(bytes.length), bytes)
}

function textOf(cid: Uint8Array): string {
  return cid[0] === 0x12 ? base58btc.baseEncode(cid) : base32.encode(cid)
}

describe.each(LINKING)('%s', (_, code, linking) => {
  it.each(NO_CIDS)('refuses a block with a link that nobody can ask for: %s', async (_, cid) => {
    const block = await blockOf(code, linking(Uint8Array.from(cid)))
    expect(() => blockLinks(defaultCodecs, block.cid, block.bytes)).toThrow(
      expect.objectContaining({ code: 'ERR_BLOCK_CORRUPT', cid: block.cid }),
    )
  })

  it.each([
    ['version 0', [0x12, 0x20, ...DIGEST]],
    ['version 1', [0x01, 0x70, 0x12, 0x20, ...DIGEST]],
    ['1,024 bytes', [0x01, 0x55, 0x00, 0xfb, 0x07, ...new Array(1019).fill(7)]],
    ['a codec of 2^53 - 1', [1, ...new Array(7).fill(0xff), 0x0f, 0x12, 0x20, ...DIGEST]],
  ])('takes a link of %s', async (_, cid) => {
    const link = Uint8Array.from(cid)
    const block = await blockOf(code, linking(link))
    expect(blockLinks(defaultCodecs, block.cid, block.bytes)).toEqual([link])
  })
})

// A JavaScript object puts keys that look like numbers first, whatever the order of a block.
it('reads the links of a dag-cbor map in the order of the bytes', async () => {
  const names = ['b', '10', '__proto__', '9', 'constructor', '1', 'a']
  const leaves = await Promise.all(names.map(rawBlock))
  const map = cbor.map(
    ...leaves.map(({ cid }, i): [string, Uint8Array] => [
      names[i]!,
      i % 2 === 0 ? cbor.link(cid) : cbor.map(['0', cbor.array(cbor.link(cid))]),
    ]),
  )
  const block = await blockOf(dagCbor.code, map)
  const expected = leaves.map(({ cid }) => cid)
  expect(blockLinks(defaultCodecs, block.cid, block.bytes)).toEqual(expected)
})

it('reads the links of a dag-json map in the order of the text', async () => {
  const names = ['b', '10', '__proto__', '9', 'constructor', '1', 'a']
  const leaves = await Promise.all(names.map(rawBlock))
  const entries = leaves.map(({ link }, i) => `"${names[i]}" : { "/" : "${link}"\n}`)
  const block = await blockOf(0x0129, Buffer.from(`{${entries.join(',')}}`))
  const expected = leaves.map(({ cid }) => cid)
  expect(blockLinks(defaultCodecs, block.cid, block.bytes)).toEqual(expected)
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

describe('a dag-json link', () => {
  const cid = Uint8Array.of(1, 0xa9, 2, 0x12, 32, ...new Uint8Array(32))
  const links = (text: string) => {
    return blockLinks(defaultCodecs, cid, new TextEncoder().encode(`{"/":"${text}"}`))
  }
  const corrupt = expect.objectContaining({ code: 'ERR_BLOCK_CORRUPT' })

  // Reading these as numbers in base 58 would take hours.
  it.each(['z', 'k', 'Q'])('of 4 MiB in base %s is refused before it is read', (base) => {
    expect(() => links(base + 'y'.repeat(4 * 1024 * 1024))).toThrow(corrupt)
  })

  it('with a character that is no digit of its base is refused', () => {
    const v0 = 'QmbWqxBEKC3P8tqsKc98xmWNzrzDtRLMiMPL8wBuTGsMnR'
    expect(links(v0)).toHaveLength(1)
    expect(() => links(v0.replace('x', '\u20ac'))).toThrow(corrupt)
  })
})
