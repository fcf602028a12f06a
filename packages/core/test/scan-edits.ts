import { concat } from '@car-mirror/vectors/by-hand'
import fc from 'fast-check'

type Edit = (bytes: Uint8Array) => Uint8Array

/** Heads, lengths and field keys that mean something, and those beside them. */
const TELLING = [
  ...[0x00, 0x01, 0x0a, 0x10, 0x12, 0x17, 0x18, 0x19, 0x1a, 0x1b, 0x1f, 0x20, 0x22, 0x2a],
  ...[0x40, 0x41, 0x58, 0x5f, 0x60, 0x61, 0x78, 0x7f, 0x80, 0x81, 0x98, 0x9f, 0xa0, 0xa1, 0xbf],
  ...[0xc0, 0xd8, 0xf4, 0xf6, 0xf7, 0xf8, 0xf9, 0xfa, 0xfb, 0xff],
]

const place = fc.nat(65_535)
const few = fc.integer({ min: 1, max: 8 })
const byte = fc.oneof(fc.constantFrom(...TELLING), fc.nat(255))

/** Something that happens to the bytes of a block: flipped, replaced, cut, put in, repeated elsewhere. */
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(place, fc.nat(7)).map(
    ([at, bit]): Edit =>
      (bytes) =>
        at1(bytes, at, (b) => b ^ (1 << bit)),
  ),
  fc.tuple(place, byte).map(
    ([at, to]): Edit =>
      (bytes) =>
        at1(bytes, at, () => to),
  ),
  fc.tuple(place, fc.constantFrom(-1, 1)).map(
    ([at, by]): Edit =>
      (bytes) =>
        at1(bytes, at, (b) => b + by),
  ),
  place.map(
    (at): Edit =>
      (bytes) =>
        bytes.subarray(0, at % (bytes.length + 1)),
  ),
  fc.tuple(place, few).map(
    ([at, size]): Edit =>
      (bytes) =>
        splice(bytes, at, size, new Uint8Array()),
  ),
  fc.tuple(place, fc.array(byte, { minLength: 1, maxLength: 4 })).map(
    ([at, given]): Edit =>
      (bytes) =>
        splice(bytes, at, 0, Uint8Array.from(given)),
  ),
  fc.tuple(place, place, fc.nat(60), fc.nat(8)).map(
    ([to, from, size, instead]): Edit =>
      (bytes) => {
        const start = from % (bytes.length + 1)
        return splice(bytes, to, instead, bytes.subarray(start, start + size))
      },
  ),
)

/** One to three of them. */
export const edits: fc.Arbitrary<Edit> = fc.array(edit, { minLength: 1, maxLength: 3 }).map(
  (all): Edit =>
    (bytes) =>
      all.reduce((now, one) => one(now), bytes),
)

function at1(bytes: Uint8Array, place: number, change: (byte: number) => number): Uint8Array {
  const changed = bytes.slice()
  const at = place % bytes.length
  if (bytes.length > 0) changed[at] = change(bytes[at]!)
  return changed
}

function splice(bytes: Uint8Array, place: number, size: number, by: Uint8Array): Uint8Array {
  const at = place % (bytes.length + 1)
  return concat(bytes.subarray(0, at), by, bytes.subarray(at + size))
}
