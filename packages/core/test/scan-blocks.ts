import { cbor, concat, hex, varint } from '@car-mirror/vectors/by-hand'
import * as dagCbor from '@ipld/dag-cbor'
import * as dagPb from '@ipld/dag-pb'
import fc from 'fast-check'
import { CID } from 'multiformats/cid'
import { create } from 'multiformats/hashes/digest'
import type { Scanned } from './scan-oracle.js'

/** Both versions, and some whose numbers take more than a byte. */
const cid: fc.Arbitrary<CID> = fc
  .record({
    version: fc.constantFrom(0, 1, 1),
    code: fc.constantFrom(0x55, 0x70, 0x71, 0x0129, 2 ** 40),
    hash: fc.constantFrom(0x12, 0x12, 0x00, 0x1e, 0xb220),
    digest: fc.oneof(
      { arbitrary: fc.uint8Array({ minLength: 32, maxLength: 32 }), weight: 8 },
      { arbitrary: fc.uint8Array({ maxLength: 40 }), weight: 1 },
      { arbitrary: fc.uint8Array({ minLength: 120, maxLength: 300 }), weight: 1 },
    ),
  })
  .map(({ version, code, hash, digest }) =>
    version === 0 && digest.length === 32
      ? CID.createV0(create(0x12, digest))
      : CID.createV1(code, create(hash, digest)),
  )

const text = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({ maxLength: 10, unit: 'binary' }),
  fc.string({ minLength: 20, maxLength: 300 }),
)

const scalar = fc.oneof(
  fc.constantFrom(null, true, false, 0, 23, 24, 255, 256, 65_535, 65_536, 2 ** 32 - 1, 2 ** 32),
  fc.maxSafeInteger(),
  fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n - 1n }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  text,
  fc.uint8Array({ maxLength: 40 }),
  cid,
  cid,
)

/** What the library encodes as dag-cbor. */
export const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 6 }),
    fc.dictionary(text, tie('value'), { maxKeys: 6 }),
  ),
})).value

/** Items that are at the edge of what DAG-CBOR allows, on either side of it. */
const ODD_ITEMS = [
  ...['17', '1817', '1818', '1900ff', '190100', '1a0000ffff', '1a00010000', '1b00000000ffffffff'],
  ...['1b0000000100000000', '1bffffffffffffffff', '3bffffffffffffffff', '3817', '1c', '3f'],
  ...['5817', '5b0000000000000000', '5f', '5f4100ff', '40', '7800', '7f', '60', '61ff', '63efbbbf'],
  ...['80', '9800', '9b0000000000000001f6', '9f', '9fff', 'a0', 'b800', 'bf', 'bfff'],
  ...['c0', 'c001', 'd82a', 'd82a40', 'd82a4100', 'd82a410000', 'd82af6', 'd82a8100', 'd92a00'],
  ...['d8184100', 'd9002a4100', 'd82a58040001550000', 'd82a450001550000', 'd82a5805000155000000'],
  ...['e0', 'f3', 'f4', 'f6', 'f7', 'f818', 'f8ff', 'fc', 'ff'],
  ...['f93c00', 'f97bff', 'f97c00', 'f97c01', 'f9fe00', 'f98000', 'fa7f7fffff', 'fa7f800000'],
  ...['fa7fc00000', 'fb7fefffffffffffff', 'fb7ff0000000000000', 'fbfff8000000000000', 'fb00'],
].map((digits) => hex(digits))

const KEYS = ['', ...'61 62 6162 80 81 efbbbf efbbbf61 c3a9 e9 efbfbd 2f'.split(' ')]
const key = fc.oneof(
  fc.constantFrom(...KEYS).map((digits) => cbor.byteString(hex(digits))),
  text.map(cbor.text),
)

/** DAG-CBOR by hand: keys in any order, repeated ones and odd items among it. */
const cborByHand = fc.letrec<{ item: Uint8Array }>((tie) => ({
  item: fc.oneof(
    { maxDepth: 4, depthSize: 'small', withCrossShrink: true },
    { arbitrary: scalar.map((of) => dagCbor.encode<unknown>(of)), weight: 9 },
    { arbitrary: fc.constantFrom<Uint8Array>(...ODD_ITEMS), weight: 1 },
    {
      arbitrary: fc.array(tie('item'), { maxLength: 5 }).map((items) => cbor.array(...items)),
      weight: 5,
    },
    {
      arbitrary: fc.array(fc.tuple(key, tie('item')), { maxLength: 5 }).map(mapOf),
      weight: 5,
    },
  ),
})).item

function mapOf(pairs: [Uint8Array, Uint8Array][]): Uint8Array {
  const content = concat(...pairs.flatMap(([name, item]) => [asText(name), item]))
  return concat(Uint8Array.of(0xa0 + pairs.length), content)
}

/** A text that need not be UTF-8. */
function asText(encoded: Uint8Array): Uint8Array {
  return concat(Uint8Array.of((encoded[0]! & 31) | 0x60), encoded.subarray(1))
}

/** What the library encodes as dag-pb. */
export const node: fc.Arbitrary<Uint8Array> = fc
  .record(
    {
      Data: fc.uint8Array({ maxLength: 200 }),
      Links: fc.array(
        fc.record(
          { Hash: cid, Name: text, Tsize: fc.oneof(fc.nat(), fc.maxSafeInteger().map(Math.abs)) },
          { requiredKeys: ['Hash'] },
        ),
        { maxLength: 6 },
      ),
    },
    { requiredKeys: ['Links'] },
  )
  .map((given) => dagPb.encode(dagPb.prepare(given)))

/** A number in up to eleven bytes; ten are allowed. */
const spelled = (number: number) =>
  fc.oneof(
    { arbitrary: fc.constant(varint(number)), weight: 20 },
    { arbitrary: fc.integer({ min: 1, max: 11 }).map((size) => padded(number, size)), weight: 1 },
  )

function padded(number: number, size: number): Uint8Array {
  const bytes = varint(number)
  if (bytes.length >= size) return bytes
  const filler = new Uint8Array(size - bytes.length - 1).fill(0x80)
  return concat(
    bytes.map((byte) => byte | 0x80),
    filler,
    Uint8Array.of(0),
  )
}

/** Beyond 32 bits, it is the lowest that count. */
const FIELD_KEYS = [0x0a, 0x0a, 0x12, 0x12, 0x12, 0x18, 0x10, 0x1a, 0x08, 0x22, 0x02, 0x1_0000_0012]

function field(content: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> {
  const start = fc.constantFrom(...FIELD_KEYS).chain(spelled)
  const withLength = content.chain((bytes) =>
    spelled(bytes.length).map((length) => concat(length, bytes)),
  )
  return fc.tuple(start, withLength).map((parts) => concat(...parts))
}

const hashField = cid.map(({ bytes }) => concat(varint(0x0a), varint(bytes.length), bytes))
const sizeField = fc.nat().map((size) => concat(varint(0x18), varint(size)))

/** dag-pb by hand: fields in any order, some too often, some in too many bytes. */
const pbByHand = fc
  .array(
    field(
      fc
        .tuple(
          fc.oneof(hashField, fc.constant(new Uint8Array())),
          fc.array(fc.oneof(field(fc.uint8Array({ maxLength: 40 })), sizeField), { maxLength: 3 }),
        )
        .map(([hash, others]) => concat(hash, ...others)),
    ),
    { maxLength: 4 },
  )
  .map((fields) => concat(...fields))

export const blocks: Record<Scanned, fc.Arbitrary<Uint8Array>> = {
  'dag-cbor': fc.oneof(
    value.map((given) => dagCbor.encode<unknown>(given)),
    cborByHand,
  ),
  'dag-pb': fc.oneof(node, pbByHand),
}
