import { concat, hex } from '@car-mirror/vectors/by-hand'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scanDagPb } from '../src/scan-dag-pb.js'
import { node } from './scan-blocks.js'
import { hexOf, libraryLinks, ourLinks } from './scan-oracle.js'

const CID = `1220${'ab'.repeat(32)}`
const HASH = `0a22 ${CID}`
const refused = undefined

it('finds the links of what the library encodes', () => {
  fc.assert(
    fc.property(node, (bytes) => {
      const links = libraryLinks('dag-pb', bytes)
      expect(links).toBeDefined()
      expect(ourLinks('dag-pb', bytes)).toEqual(links)
    }),
    { numRuns: 1000 },
  )
})

it('yields places in a block that is itself in the middle of something', () => {
  const block = hex(`1224 ${HASH}`)
  const around = concat(hex('ffff'), block, hex('ff'))
  const bytes = around.subarray(2, 2 + block.length)
  const places = [7, 7, 7, 7]
  expect(scanDagPb(bytes, places)).toBe(2)
  expect(hexOf(bytes.subarray(places[0], places[1]))).toBe(CID)
  expect(places.slice(2)).toEqual([7, 7])
})

/** Of each rule of DAG-PB, what keeps it just so and what breaks it. */
const RULES: [string, string, string[] | undefined][] = [
  ['nothing at all', '', []],
  ['data', '0a 01 ff', []],
  ['no data, spelled out', '0a 00', []],
  ['data cut short', '0a 02 ff', refused],
  ['data of which only the key is there', '0a', refused],
  ['data twice', '0a 00 0a 00', refused],
  ['links, then data', `1224 ${HASH} 0a 00`, [CID]],
  ['data, then links', `0a 00 1224 ${HASH} 1224 ${HASH}`, [CID, CID]],
  ['data between links', `1224 ${HASH} 0a 00 1224 ${HASH}`, refused],
  ['data as a number', '08 00', refused],
  ['a link as a number', '10 00', refused],
  ['field 3', '1a 00', refused],
  ['field 0', '02 00', refused],
  ['a field of which the lowest 32 bits say data', '8a8080801000', []],
  ['a field of which the lowest 32 bits say link', `9280808010 24 ${HASH}`, [CID]],
  ['a field of a link of which they say hash', `1228 8a80808010 22 ${CID}`, [CID]],
  ['a key in two bytes', '8a00 00', []],
  ['a key in ten bytes', '8a808080808080808000 00', []],
  ['a key in eleven bytes', '8a80808080808080808000 00', refused],
  ['a length in ten bytes', '0a 8180808080808080 8000 ff', []],
  ['a length in eleven bytes', '0a 8180808080808080 808000 ff', refused],
  ['a length of 2^63', '0a 80808080808080808001 ff', refused],
  ['a length that does not end', '0a 80', refused],
  ['an empty link', '12 00', refused],
  ['a link with all of its fields', `122b ${HASH} 1202 6162 18ff01`, [CID]],
  ['a link without a name', `1227 ${HASH} 18ff01`, [CID]],
  ['a link with an empty name', `1226 ${HASH} 1200`, [CID]],
  ['a link with a name that is no UTF-8', `1228 ${HASH} 1202 ffff`, [CID]],
  ['a link without a hash', '1202 1200', refused],
  ['a link with a size alone', '1202 1801', refused],
  ['a name before the hash', `1226 1200 ${HASH}`, refused],
  ['a size before the hash', `1226 1801 ${HASH}`, refused],
  ['a size before the name', `1228 ${HASH} 1801 1200`, refused],
  ['a hash twice', `1248 ${HASH} ${HASH}`, refused],
  ['a name twice', `1228 ${HASH} 1200 1200`, refused],
  ['a size twice', `1228 ${HASH} 1801 1801`, refused],
  ['a hash as a number', `1226 ${HASH} 0801`, refused],
  ['a name as a number', `1226 ${HASH} 1001`, refused],
  ['a size as bytes', `1226 ${HASH} 1a00`, refused],
  ['field 4 of a link', `1226 ${HASH} 2200`, refused],
  ['a size in ten bytes', `122f ${HASH} 18 ffffffffffffffffff01`, [CID]],
  ['a size in eleven bytes', `1230 ${HASH} 18 ffffffffffffffffffff01`, refused],
  ['a size that ends in the next field', `1225 ${HASH} 18 0a00`, refused],
  ['a name of which only the key is there', `1225 ${HASH} 12`, refused],
  ['a name that goes beyond its link', `1226 ${HASH} 1202 0a00`, refused],
  ['a hash that goes beyond its link', `1223 ${HASH}`, refused],
  ['a link that goes beyond the block', `1225 ${HASH}`, refused],
  ['a link of nothing', '1202 0a00', refused],
  ['a link with a byte more than a CID', `1225 0a23 ${CID} 00`, refused],
  ['a link with its length in two bytes', `12a400 ${HASH}`, [CID]],
  ['a hash with its length in two bytes', `1225 0aa200 ${CID}`, [CID]],
  ['a name of 128 bytes', `12a701 ${HASH} 128001 ${'61'.repeat(128)}`, [CID]],
]

describe('takes and refuses what DAG-PB and the library do', () => {
  it.each(RULES)('%s', (_, digits, links) => {
    const bytes = hex(digits)
    expect(ourLinks('dag-pb', bytes)).toEqual(links)
    expect(libraryLinks('dag-pb', bytes)).toEqual(links)
  })
})

// Its length is 8c0a; with 8c alone for it, that 0a would begin a hash of 10 bytes, 127e in the digest a
// name up to the 141st byte, and 0afe08 in the real name data up to the end.
it('reads a length of two bytes as such although the second one could be a key', () => {
  const cid = `1220${'ab'.repeat(7)}127e${'ab'.repeat(23)}`
  const name = `${'61'.repeat(100)}0afe08${'61'.repeat(1150)}`
  const bytes = hex(`128c0a 0a22${cid} 12e509${name}`)
  expect(ourLinks('dag-pb', bytes)).toEqual([cid])
  expect(libraryLinks('dag-pb', bytes)).toEqual([cid])
})

/** What takes time that grows with the square of the size would not end. */
describe('takes a time that grows with the size for', () => {
  const MANY = 1_000_000

  it('a number that does not end', () => {
    expect(ourLinks('dag-pb', new Uint8Array(MANY).fill(0x80))).toBeUndefined()
    const link = concat(hex('12 80897a 0a'), new Uint8Array(MANY).fill(0x80))
    expect(ourLinks('dag-pb', link)).toBeUndefined()
  })

  it('empty links, and names that all end at the end', () => {
    expect(ourLinks('dag-pb', hex('1200'.repeat(MANY)))).toBeUndefined()
    expect(ourLinks('dag-pb', hex('127f0a7f'.repeat(MANY)))).toBeUndefined()
  })

  it('as many links as there is room for', () => {
    const links = ourLinks('dag-pb', hex('12060a0401550000'.repeat(MANY / 10)))
    expect(links).toEqual(new Array(MANY / 10).fill('01550000'))
  })
})
