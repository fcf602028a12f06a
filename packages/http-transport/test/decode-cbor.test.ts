import * as dagCbor from '@ipld/dag-cbor'
import fc from 'fast-check'
import { CID } from 'multiformats/cid'
import { expect, it } from 'vitest'
import { decodeCbor } from '../src/decode-cbor.js'
import { encodeLinks } from '../src/encode-links.js'

const link = fc
  .tuple(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.constantFrom(0x55, 0x71, 0x0129))
  .map(([digest, codec]) => {
    const code = codec < 0x80 ? [codec] : [(codec & 0x7f) | 0x80, codec >>> 7]
    return CID.decode(Uint8Array.of(1, ...code, 0x12, 32, ...digest))
  })
const old = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((digest) => {
  return CID.decode(Uint8Array.of(0x12, 32, ...digest))
})
const inline = fc.uint8Array({ maxLength: 300 }).map((content) => {
  const size =
    content.length < 0x80
      ? [content.length]
      : [(content.length & 0x7f) | 0x80, content.length >>> 7]
  return CID.decode(Uint8Array.of(1, 0x55, 0, ...size, ...content))
})
const cid = fc.oneof(link, old, inline)

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.maxSafeInteger(),
    fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n - 1n }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ unit: 'binary' }),
    fc.uint8Array({ maxLength: 300 }),
    fc.constantFrom(true, false, null),
    cid,
    fc.array(tie('value')),
    fc.dictionary(fc.string(), tie('value')),
  ),
}))

it('reads what the library encodes as the library does', () => {
  fc.assert(
    fc.property(value, (given) => {
      const bytes = dagCbor.encode(given)
      expect(decodeCbor(bytes)).toEqual(dagCbor.decode(bytes))
    }),
  )
})

it('makes the CIDs that the library makes', () => {
  fc.assert(
    fc.property(cid, (given) => {
      const read = decodeCbor(dagCbor.encode(given)) as CID
      const { version, code, multihash, bytes } = read
      expect(read).toBeInstanceOf(CID)
      expect([version, code, multihash.code, multihash.size]).toEqual([
        given.version,
        given.code,
        given.multihash.code,
        given.multihash.size,
      ])
      expect([bytes, multihash.bytes, multihash.digest]).toEqual([
        given.bytes,
        given.multihash.bytes,
        given.multihash.digest,
      ])
      expect(String(read)).toBe(String(given))
      expect(read.equals(given) && given.equals(read)).toBe(true)
    }),
  )
})

it('keeps nothing of the bytes it reads', () => {
  const bytes = dagCbor.encode([CID.decode(Uint8Array.of(1, 0x55, 0, 1, 7)), Uint8Array.of(1, 2)])
  const [read, content] = decodeCbor(bytes) as [CID, Uint8Array]
  bytes.fill(0)
  expect(read.bytes).toEqual(Uint8Array.of(1, 0x55, 0, 1, 7))
  expect(content).toEqual(Uint8Array.of(1, 2))
})

it('refuses what the library refuses', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 12 }),
    fc.tuple(value, fc.nat(), fc.nat(255)).map(([given, at, byte]) => {
      const mutated = dagCbor.encode(given).slice()
      mutated[at % mutated.length] = byte
      return mutated
    }),
  )
  fc.assert(
    fc.property(bytes, (given) => {
      let expected: unknown
      try {
        expected = dagCbor.decode(given)
      } catch {
        expect(() => decodeCbor(given)).toThrow()
        return
      }
      let read: unknown
      try {
        read = decodeCbor(given)
      } catch (error) {
        // The library forgives some spellings of a CID.
        expect(error).toMatchObject({ code: 'ERR_CID_INVALID' })
        return
      }
      expect(read).toEqual(expected)
    }),
    { numRuns: 2000 },
  )
})

it('encodes lists of links as the library does', () => {
  fc.assert(
    fc.property(fc.array(cid), (cids) => {
      expect(Buffer.from(encodeLinks(cids).bytes).equals(dagCbor.encode(cids))).toBe(true)
    }),
  )
  for (const count of [23, 24, 255, 256, 65_535, 65_536]) {
    const cids = Array.from({ length: count }, () => CID.decode(Uint8Array.of(1, 0x55, 0, 0)))
    expect(Buffer.from(encodeLinks(cids).bytes).equals(dagCbor.encode(cids))).toBe(true)
  }
})
