import fc from 'fast-check'
import { CID } from 'multiformats/cid'
import { describe, expect, it } from 'vitest'
import { cidParts, toCid } from '../src/cid-bytes.js'

/**
 * What the library says of a CID, less what it takes although it is not spelled as CIDs are: a
 * version 0 that is written out or has another hash, and numbers that it rounds.
 */
function byTheLibrary(
  cid: Uint8Array,
): { codec: number; hash: number; digest: string } | undefined {
  if (cid.length > 1024) return undefined
  try {
    const { version, codec, multihashCode, digestSize, size } = CID.inspectBytes(cid)
    if (size !== cid.length) return undefined
    if (version === 0 && !(cid.length === 34 && cid[0] === 0x12 && cid[1] === 32)) return undefined
    if (codec >= 2 ** 53 || multihashCode >= 2 ** 53) return undefined
    return { codec, hash: multihashCode, digest: hex(cid.subarray(cid.length - digestSize)) }
  } catch {
    return undefined
  }
}

function byHand(cid: Uint8Array): ReturnType<typeof byTheLibrary> {
  try {
    const { codec, hash, digestAt } = cidParts(cid)
    return { codec, hash, digest: hex(cid.subarray(digestAt)) }
  } catch (error) {
    expect(error).toMatchObject({ code: 'ERR_CID_INVALID' })
    return undefined
  }
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** A number in `pad` bytes more than it takes. */
function varint(value: bigint, pad = 0): number[] {
  const bytes: number[] = []
  for (let rest = value; bytes.length === 0 || rest > 0n; rest >>= 7n) {
    bytes.push(Number(rest & 0x7fn))
  }
  bytes.push(...new Array<number>(pad).fill(0))
  return bytes.map((byte, i) => (i < bytes.length - 1 ? byte | 0x80 : byte))
}

const edges = [0n, 1n, 0x12n, 127n, 128n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 63n - 1n, 2n ** 63n]
const number = fc
  .tuple(
    fc.oneof(fc.constantFrom(...edges), fc.bigInt({ min: 0n, max: 2n ** 65n })),
    fc.constantFrom(0, 0, 0, 0, 1, 8),
  )
  .map(([value, pad]) => varint(value, pad))
const small = fc.constantFrom(0x55n, 0x71n, 0x0129n).map((value) => varint(value))
const digest = fc.oneof(
  fc.uint8Array({ minLength: 32, maxLength: 32 }),
  fc.uint8Array({ maxLength: 300 }),
  fc.constantFrom(1000, 1016, 1017, 1018, 1019, 1020, 1100).map((n) => new Uint8Array(n)),
)

const spelledOut = fc
  .tuple(
    fc.oneof(fc.constant([1]), fc.constantFrom([0], [2], [0x81, 0], [0x12])),
    fc.oneof(small, number),
    fc.oneof(fc.constant([0x12]), number),
    digest,
    fc.constantFrom(0, 0, 0, -1, 1),
    fc.constantFrom(0, 0, 0, 1),
  )
  .map(([version, codec, hash, digest, more, pad]) => {
    const length = varint(BigInt(Math.max(0, digest.length + more)), pad)
    return Uint8Array.from([...version, ...codec, ...hash, ...length, ...digest])
  })
const versionZero = fc
  .tuple(fc.constantFrom([0x12], [0x12], [0x13], [0, 0x70, 0x12], [0x92, 0]), digest)
  .map(([head, digest]) => Uint8Array.from([...head, ...varint(BigInt(digest.length)), ...digest]))

/** Some bytes changed, cut off or put on. */
const mutated = fc
  .tuple(
    fc.oneof(spelledOut, versionZero),
    fc.array(fc.tuple(fc.nat(7), fc.nat(255)), { maxLength: 2 }),
    fc.constantFrom(0, 0, 0, 1, 2, 30),
    fc.uint8Array({ maxLength: 1 }),
  )
  .map(([cid, changes, cut, more]) => {
    const bytes = Uint8Array.from([...cid.subarray(0, Math.max(0, cid.length - cut)), ...more])
    for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte
    return bytes
  })

const anyOfFew = fc
  .array(fc.constantFrom(0, 1, 2, 3, 0x12, 0x20, 0x80, 0x81, 0xff), { maxLength: 12 })
  .map((bytes) => Uint8Array.from(bytes))

describe('a binary CID', () => {
  it.each([
    ['spelled out', spelledOut],
    ['of version 0', versionZero],
    ['damaged', mutated],
    ['of any bytes', anyOfFew],
  ])('is taken or refused as the library does when %s', (_, cids) => {
    const seen = { taken: 0, refused: 0 }
    fc.assert(
      fc.property(cids, (cid) => {
        const expected = byTheLibrary(cid)
        expect(byHand(cid)).toEqual(expected)
        seen[expected ? 'taken' : 'refused']++
      }),
      { numRuns: 3000 },
    )
    expect(Math.min(seen.taken, seen.refused)).toBeGreaterThan(0)
  })

  it.each([
    ['spelled out', spelledOut],
    ['of version 0', versionZero],
  ])('becomes the object that the library makes of it when %s', (_, cids) => {
    fc.assert(
      fc.property(cids, (bytes) => {
        fc.pre(byTheLibrary(bytes) !== undefined)
        const cid = toCid(bytes)
        const expected = CID.decode(bytes)
        expect([cid.version, cid.code, cid.bytes]).toEqual([
          expected.version,
          expected.code,
          expected.bytes,
        ])
        expect(cid.multihash).toEqual(expected.multihash)
        expect(CID.asCID(cid)).toBe(cid)
        expect(expected.equals(cid)).toBe(true)
        expect(String(cid)).toBe(String(expected))
      }),
    )
  })

  it('is taken at 1,024 bytes and refused at 1,025', () => {
    const ofLength = (length: number) => {
      const cid = new Uint8Array(length)
      cid.set([1, 0x55, 0, ...varint(BigInt(length - 5))])
      return cid
    }
    expect(byHand(ofLength(1024))).toMatchObject({ codec: 0x55, hash: 0 })
    expect(byHand(ofLength(1025))).toBeUndefined()
  })

  it.each([
    ['of 2^53 - 1', 2n ** 53n - 1n, 9007199254740991],
    ['of 2^53', 2n ** 53n, undefined],
  ])('with a codec %s', (_, codec, expected) => {
    const cid = Uint8Array.from([1, ...varint(codec), 0x12, 1, 9])
    expect(byHand(cid)?.codec).toBe(expected)
  })
})
