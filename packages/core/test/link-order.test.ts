import { cbor } from '@car-mirror/vectors/by-hand'
import * as dagCbor from '@ipld/dag-cbor'
import * as dagJson from '@ipld/dag-json'
import fc from 'fast-check'
import { CID } from 'multiformats/cid'
import { create } from 'multiformats/hashes/digest'
import { expect, it } from 'vitest'
import { cidText } from '../src/cid-bytes.js'
import { blockLinks, defaultCodecs } from '../src/codecs.js'
import { blockOf } from './support.js'

/** A value with its keys in an order; a link is each time another one. */
type Tree = 'link' | 'link as text' | 'text' | Tree[] | { entries: [string, Tree][] }

const key = fc.oneof(
  fc.constantFrom('/', 'bytes', '__proto__', 'constructor', ''),
  fc.nat(20).map(String),
  fc.string({ maxLength: 3 }),
)
const tree = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom<Tree>('link', 'link', 'link', 'link as text', 'text'),
    fc.array(tie('tree'), { maxLength: 5 }),
    fc.record({
      entries: fc.uniqueArray(fc.tuple(key, tie('tree')), {
        maxLength: 5,
        selector: ([name]) => name,
      }),
    }),
  ),
})).tree

/** New CIDs, CIDv0 among them. */
function counter(): () => CID {
  let count = 0
  return () => {
    const digest = create(0x12, new Uint8Array(32).fill(++count))
    return count % 3 === 0 ? CID.createV0(digest) : CID.createV1(0x55, digest)
  }
}

function asCbor(value: Tree, next: () => CID): Uint8Array {
  if (value === 'link') return cbor.link(next().bytes)
  if (value === 'link as text') return cbor.text(next().toString())
  if (value === 'text') return cbor.text('"{')
  if (Array.isArray(value)) return cbor.array(...value.map((item) => asCbor(item, next)))
  return cbor.map(...value.entries.map(([name, of]) => [name, asCbor(of, next)] as const))
}

/** @param spell how the key of a link is written */
function asJson(value: Tree, next: () => CID, spell: string): string {
  const of = (child: Tree) => asJson(child, next, spell)
  if (value === 'link') return ` {\n${spell}\t:\r"${next()}" } `
  if (value === 'link as text') return `"${next()}"`
  if (value === 'text') return String.raw`"\"{[\\"`
  if (Array.isArray(value)) return `[${value.map(of).join()}]`
  const entries = value.entries.map(([name, child]) => {
    return `${name === '/' ? spell : JSON.stringify(name)}:${of(child)}`
  })
  return `{${entries.join(', ')}}`
}

/** The links of a value that the library has decoded, in the order in which they stand in `bytes`. */
function inOrder(decoded: unknown, bytes: Buffer, written: (cid: CID) => string | Uint8Array) {
  const links: CID[] = []
  const visit = (value: unknown): void => {
    if (value instanceof CID) links.push(value)
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit)
  }
  visit(decoded)
  const place = (cid: CID) => bytes.indexOf(written(cid))
  return links.sort((a, b) => place(a) - place(b)).map(String)
}

it('reads the links that the library finds in dag-cbor, in the order of the bytes', async () => {
  await fc.assert(
    fc.asyncProperty(tree, async (value) => {
      const bytes = Buffer.from(asCbor(value, counter()))
      const expected = inOrder(dagCbor.decode(bytes), bytes, (cid) => cid.bytes)
      const block = await blockOf(dagCbor.code, bytes)
      expect(blockLinks(defaultCodecs, block.cid, bytes).map(cidText)).toEqual(expected)
    }),
    { numRuns: 2000 },
  )
})

it('reads the links that the library finds in dag-json, in the order of the text', async () => {
  const spelled = fc.constantFrom('"/"', '"\\/"', '"\\u002f"', '"\\u002F"')
  await fc.assert(
    fc.asyncProperty(tree, spelled, async (value, spell) => {
      const bytes = Buffer.from(asJson(value, counter(), spell))
      const block = await blockOf(dagJson.code, bytes)
      const links = () => blockLinks(defaultCodecs, block.cid, bytes).map(cidText)
      let decoded: unknown
      try {
        decoded = dagJson.decode(bytes)
      } catch {
        expect(links).toThrow(expect.objectContaining({ code: 'ERR_BLOCK_CORRUPT' }))
        return
      }
      expect(links()).toEqual(inOrder(decoded, bytes, String))
    }),
    { numRuns: 2000 },
  )
})
