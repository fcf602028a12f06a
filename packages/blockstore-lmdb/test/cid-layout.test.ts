import fc from 'fast-check'
import { CID } from 'multiformats/cid'
import { create } from 'multiformats/hashes/digest'
import { describe, expect, it } from 'vitest'
import { layoutOf } from '../src/cid-layout.js'

const code = fc.oneof(fc.nat(300), fc.nat(0xffffff), fc.maxSafeNat())
const cid = fc
  .tuple(code, code, fc.uint8Array({ maxLength: 300 }))
  .map(([codec, hash, digest]) => CID.createV1(codec, create(hash, digest)))

describe('layoutOf', () => {
  it('finds the digest of any CIDv1, and knows identity by the hash', () => {
    fc.assert(
      fc.property(cid, ({ bytes, multihash }) => {
        const layout = layoutOf(bytes)!
        expect(bytes.subarray(layout.digestAt)).toEqual(multihash.digest)
        expect(layout.identity).toBe(multihash.code === 0)
      }),
    )
  })

  it('finds the digest of a CIDv0', () => {
    const bytes = Uint8Array.of(0x12, 32, ...new Uint8Array(32))
    expect(layoutOf(bytes)).toEqual({ identity: false, digestAt: 2 })
    expect(layoutOf(bytes.subarray(0, 33))).toBeUndefined()
    expect(layoutOf(Uint8Array.of(...bytes, 0))).toBeUndefined()
  })

  it('refuses every cut of a CID, and anything behind it', () => {
    fc.assert(
      fc.property(cid, fc.nat(), ({ bytes }, cut) => {
        expect(layoutOf(bytes.subarray(0, cut % bytes.length))).toBeUndefined()
        expect(layoutOf(Uint8Array.of(...bytes, 0))).toBeUndefined()
      }),
    )
  })

  it('accepts only bytes that decode to a CID of exactly those bytes', () => {
    const likely = fc.array(fc.constantFrom(0, 1, 2, 0x12, 0x20, 0x55, 0x80, 0xff), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(likely, (list) => {
        const bytes = Uint8Array.from([1, ...list])
        if (layoutOf(bytes) !== undefined) expect(CID.decode(bytes).bytes).toEqual(bytes)
      }),
      { numRuns: 3000 },
    )
  })
})
