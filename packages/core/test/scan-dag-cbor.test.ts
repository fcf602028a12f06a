import { cbor, concat, hex } from '@car-mirror/vectors/by-hand'
import * as dagCbor from '@ipld/dag-cbor'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scanDagCbor } from '../src/scan-dag-cbor.js'
import { value } from './scan-blocks.js'
import { hexOf, libraryLinks, ourLinks } from './scan-oracle.js'

const CID = `01551220${'ab'.repeat(32)}`
const refused = undefined

it('finds the links of what the library encodes', () => {
  fc.assert(
    fc.property(value, (given) => {
      const bytes = dagCbor.encode<unknown>(given)
      const links = libraryLinks('dag-cbor', bytes)
      expect(links).toBeDefined()
      expect(ourLinks('dag-cbor', bytes)).toEqual(links)
    }),
    { numRuns: 1000 },
  )
})

it('yields places in a block that is itself in the middle of something', () => {
  const block = cbor.array(cbor.uint(1), cbor.link(hex(CID)))
  const around = concat(hex('ffff'), block, hex('ff'))
  const bytes = around.subarray(2, 2 + block.length)
  const places = [7, 7, 7, 7]
  expect(scanDagCbor(bytes, places)).toBe(2)
  expect(hexOf(bytes.subarray(places[0], places[1]))).toBe(CID)
  expect(places.slice(2)).toEqual([7, 7])
})

/** Of each rule of DAG-CBOR, what keeps it just so and what breaks it. */
const RULES: [string, string, string[] | undefined][] = [
  ['nothing at all', '', refused],
  ['two items', '0000', refused],
  ['a break', 'ff', refused],
  ['the largest integer', '1b ffffffffffffffff', []],
  ['the lowest integer', '3b ffffffffffffffff', []],
  ['23 in a byte of its own', '18 17', refused],
  ['24 in a byte of its own', '18 18', []],
  ['255 in two bytes', '19 00ff', refused],
  ['256 in two bytes', '19 0100', []],
  ['2^16 - 1 in four bytes', '1a 0000ffff', refused],
  ['2^16 in four bytes', '1a 00010000', []],
  ['2^32 - 1 in eight bytes', '1b 00000000ffffffff', refused],
  ['2^32 in eight bytes', '1b 0000000100000000', []],
  ['-25 in two bytes', '39 0018', refused],
  ['an integer cut short', '1a 000100', refused],
  ['an argument of 16 bytes', `1c ${'01'.repeat(16)}`, refused],
  ['bytes with an argument of 16 bytes', `5c ${'01'.repeat(16)}`, refused],
  ['text of a length in too many bytes', '78 01 61', refused],
  ['text that is cut short', '62 61', refused],
  ['text that is no UTF-8', '61 ff', []],
  ['bytes that are cut short', '41', refused],
  ['bytes of 2^53 bytes', '5b 0020000000000000', refused],
  ['bytes of 2^64 - 1 bytes', '5b ffffffffffffffff', refused],
  ['text of 2^31 bytes', '7a 80000000 61', refused],
  ['bytes in chunks', '5f 41 00 ff', refused],
  ['a list without end', '9f ff', refused],
  ['a map without end', 'bf ff', refused],
  ['a list that lacks an item', '82 00', refused],
  ['a list of 2^53 items', '9b 0020000000000000 00', refused],
  ['a list of 2^31 items', '9a 80000000', refused],
  ['a map of 2^32 - 1 items', 'ba ffffffff', refused],
  ['a list of 2^32 items', '9b 0000000100000000 00', refused],
  ['a map that lacks a value', 'a1 61 61', refused],
  ['a map of 2^64 - 1 items', 'bb ffffffffffffffff 61 61 00', refused],
  ['false, true, null and undefined', '84 f4 f5 f6 f7', []],
  ['a simple value', 'f3', refused],
  ['a simple value in a byte of its own', 'f8 ff', refused],
  ['a half float', 'f9 3c00', []],
  ['the largest half float', 'f9 7bff', []],
  ['infinity in half a float', 'f9 fc00', refused],
  ['no number in half a float', 'f9 7c01', refused],
  ['a half float cut short', 'f9 3c', refused],
  ['the largest single float', 'fa 7f7fffff', []],
  ['infinity in a single float', 'fa 7f800000', refused],
  ['no number in a single float', 'fa ffc00000', refused],
  ['the largest float', 'fb 7fefffffffffffff', []],
  ['infinity in a float', 'fb fff0000000000000', refused],
  ['no number in a float', 'fb 7ff8000000000000', refused],
  ['a float cut short', 'fb 3ff00000000000', refused],
  ['a key that is a number', 'a1 01 00', refused],
  ['a key that is bytes', 'a1 41 61 00', refused],
  ['a key that is a link', `a1 d82a 5825 00 ${CID} 00`, refused],
  ['keys out of order', 'a2 61 62 00 61 61 00', []],
  ['a longer key first', 'a2 62 6161 00 61 62 00', []],
  ['a key twice', 'a2 61 61 00 61 61 00', refused],
  ['a key twice, not in a row', 'a3 61 62 00 61 61 00 61 62 00', refused],
  ['the empty key twice', 'a2 60 00 60 00', refused],
  ['a key again in a map inside', 'a1 61 61 a1 61 61 00', []],
  ['a key again in the next map', '82 a2 61 62 00 61 61 00 a2 61 61 00 61 62 00', []],
  ['a key twice around a map', 'a3 61 62 a1 61 61 00 61 61 00 61 62 00', refused],
  ['a key twice with and without a byte order mark', 'a2 61 61 00 64 efbbbf61 00', refused],
  ['a key twice as other wrong UTF-8', 'a2 61 80 00 61 81 00', refused],
  ['wrong UTF-8 and what it is replaced by', 'a2 61 ff 00 63 efbfbd 00', refused],
  ['keys of right UTF-8', 'a2 62 c3a9 00 62 c3a8 00', []],
  ['a link', `d82a 5825 00 ${CID}`, [CID]],
  ['the same link twice', `82 d82a 5825 00 ${CID} d82a 5825 00 ${CID}`, [CID, CID]],
  ['a link of an identity CID', 'd82a 45 00 01550000', ['01550000']],
  ['a link without a zero', `d82a 5824 ${CID}`, refused],
  ['a link with a one', `d82a 5825 01 ${CID}`, refused],
  ['a link with a byte more', `d82a 5826 00 ${CID} 00`, refused],
  ['a link of nothing', 'd82a 40', refused],
  ['a link of nothing before a zero', '82 d82a 40 00', refused],
  ['a link of a zero', 'd82a 41 00', refused],
  ['a link of text', 'd82a 65 00 01550000', refused],
  ['a link of a list', 'd82a 85 00 01 1855 00 00', refused],
  ['a link of a link', `d82a d82a 5825 00 ${CID}`, refused],
  ['a link of null', 'd82a f6', refused],
  ['a link cut behind its tag', 'd82a', refused],
  ['a link of a length in too many bytes', 'd82a 5805 00 01550000', refused],
  ['tag 42 in two bytes', 'd9002a 45 00 01550000', refused],
  ['another tag', 'd82b 45 00 01550000', refused],
  ['a small tag', 'c1 00', refused],
]

describe('takes and refuses what DAG-CBOR and the library do', () => {
  it.each(RULES)('%s', (_, digits, links) => {
    const bytes = hex(digits)
    expect(ourLinks('dag-cbor', bytes)).toEqual(links)
    expect(libraryLinks('dag-cbor', bytes)).toEqual(links)
  })
})

describe('goes to a fixed depth', () => {
  const levels = (count: number, inside: Uint8Array) =>
    concat(new Uint8Array(count).fill(0x81), inside)

  it.each([
    ['an integer', cbor.uint(1), 1024],
    ['an empty list', cbor.array(), 1023],
    ['an empty map', cbor.map(), 1023],
    ['a map', cbor.map(['a', cbor.uint(1)]), 1023],
    ['a link', cbor.link(hex(CID)), 1023],
  ])('%s', (_, inside, deepest) => {
    expect(ourLinks('dag-cbor', levels(deepest, inside))).toBeDefined()
    expect(ourLinks('dag-cbor', levels(deepest + 1, inside))).toBeUndefined()
  })
})

/** What takes time that grows with the square of the size would not end. */
describe('takes a time that grows with the size for', () => {
  const MANY = 100_000
  const map = (items: Uint8Array[]) => {
    const count = Buffer.alloc(5, 0xba)
    count.writeUInt32BE(items.length, 1)
    return Buffer.concat([count, ...items])
  }
  const pair = (i: number) => concat(cbor.text(String(i)), cbor.uint(0))
  const backwards = Array.from({ length: MANY }, (_, i) => pair(MANY - i))

  it('a million levels', () => {
    for (const head of ['81', 'a160']) {
      expect(ourLinks('dag-cbor', hex(head.repeat(1_000_000)))).toBeUndefined()
    }
  })

  it('a map of keys that are all the same', () => {
    const same = Array.from({ length: MANY }, () => pair(1))
    expect(ourLinks('dag-cbor', map(same))).toBeUndefined()
    expect(ourLinks('dag-cbor', map([...backwards, pair(1)]))).toBeUndefined()
  })

  it('a map of keys in the wrong order', () => {
    expect(ourLinks('dag-cbor', map(backwards))).toEqual([])
  })

  it('maps in the wrong order inside one another, around another one', () => {
    const before = hex('a26162'.repeat(1000))
    const bytes = Buffer.concat([before, map(backwards), hex('616100'.repeat(1000))])
    expect(ourLinks('dag-cbor', bytes)).toEqual([])
  })

  it('lengths that are not there', () => {
    for (const head of ['5b', '7b', '9b', 'bb']) {
      for (const length of ['0000000100000000', '001fffffffffffff', '0020000000000000']) {
        const bytes = concat(hex(head), hex(length), new Uint8Array(MANY))
        expect(ourLinks('dag-cbor', bytes)).toBeUndefined()
      }
    }
  })
})
