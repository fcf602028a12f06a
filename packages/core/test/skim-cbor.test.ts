import * as dagCbor from '@ipld/dag-cbor'
import fc from 'fast-check'
import { CID } from 'multiformats/cid'
import { expect, it } from 'vitest'
import { jsonShape } from '../src/json-shape.js'
import { skimCbor } from '../src/skim-cbor.js'

const cid = CID.parse('bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq')

type Value = null | number | string | Uint8Array | CID | Value[] | { [key: string]: Value }

const value = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    fc.constant(null),
    fc.maxSafeInteger(),
    fc.string({ maxLength: 300 }),
    fc.uint8Array({ maxLength: 300 }),
    fc.constant(cid),
    fc.array(tie('value'), { maxLength: 30 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 30 }),
  ),
})).value

/** Recursion is fine here: the values are ours. */
function shapeOf(given: Value): { depth: number; links: number } {
  if (given instanceof CID) return { depth: 1, links: 1 }
  if (typeof given !== 'object' || given === null || given instanceof Uint8Array) {
    return { depth: 0, links: 0 }
  }
  const children = Object.values(given).map(shapeOf)
  const depth = 1 + Math.max(0, ...children.map((child) => child.depth))
  return { depth, links: children.reduce((sum, child) => sum + child.links, 0) }
}

/** Major types of CBOR from which on items are inside one another. */
const ARRAY = 4
const TAG = 6

function skimmed(bytes: Uint8Array): { depth: number; links: number[] } {
  let depth = 0
  const links: number[] = []
  skimCbor(bytes, (major, value, at, level) => {
    if (major >= ARRAY && major <= TAG) depth = Math.max(depth, level + 1)
    if (major === TAG && value === 42) links.push(at)
  })
  return { depth, links }
}

it('knows depth and links of what the library encodes', () => {
  fc.assert(
    fc.property(value, (given) => {
      const bytes = dagCbor.encode(given)
      const { depth, links } = skimmed(bytes)
      expect({ depth, links: links.length }).toEqual(shapeOf(given))
      // Between the tag and the CID there are the head of a byte string, of two bytes, and a zero.
      for (const at of links)
        expect(new Uint8Array(bytes.subarray(at + 3, at + 39))).toEqual(cid.bytes)
    }),
  )
})

it('ends on any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      skimmed(bytes)
      jsonShape(bytes)
    }),
  )
})

it('knows the depth of what the library encodes as JSON', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), (text) => {
      const depth = (given: unknown): number =>
        typeof given !== 'object' || given === null
          ? 0
          : 1 + Math.max(0, ...Object.values(given).map(depth))
      expect(jsonShape(new TextEncoder().encode(text)).depth).toBe(depth(JSON.parse(text)))
    }),
  )
})
