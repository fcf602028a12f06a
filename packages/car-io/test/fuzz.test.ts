import { CarReader } from '@ipld/car'
import * as dagCbor from '@ipld/dag-cbor'
import fc from 'fast-check'
import { varint } from 'multiformats'
import { CID } from 'multiformats/cid'
import { describe, expect, it } from 'vitest'
import { arbCar, concat, cutAt, frame, type Outcome, toHex, writeWithLibrary } from './support.js'

type Mutation = (bytes: Uint8Array) => Uint8Array

// Integers, as fast-check's doubles crowd around zero and would hit nothing but the header.
const SHARES = 1_000_000
const at = fc.integer({ min: 0, max: SHARES - 1 })
const place = (share: number, bytes: Uint8Array) => Math.floor((share / SHARES) * bytes.length)
const interesting = fc.oneof(
  fc.constantFrom(0, 1, 2, 0x12, 0x20, 0x55, 0x7f, 0x80, 0x81, 0xa2, 0xff),
  fc.nat({ max: 255 }),
)

const arbMutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(at, interesting).map(([share, byte]) => (bytes: Uint8Array) => {
    const changed = bytes.slice()
    changed[place(share, bytes)] = byte
    return changed
  }),
  fc
    .tuple(at, fc.array(interesting, { maxLength: 6 }))
    .map(([share, extra]) => (bytes: Uint8Array) => {
      const p = place(share, bytes)
      return concat([bytes.subarray(0, p), Uint8Array.from(extra), bytes.subarray(p)])
    }),
  fc.tuple(at, fc.nat({ max: 40 })).map(([share, count]) => (bytes: Uint8Array) => {
    const p = place(share, bytes)
    return concat([bytes.subarray(0, p), bytes.subarray(p + count)])
  }),
  // Pads a number where one may stand: 05 becomes 85 00.
  at.map((share) => (bytes: Uint8Array) => {
    const p = place(share, bytes)
    const padded = Uint8Array.of((bytes[p] ?? 0) | 0x80, 0)
    return concat([bytes.subarray(0, p), padded, bytes.subarray(p + 1)])
  }),
)

interface Theirs {
  readonly header: { readonly version: number; readonly roots: readonly CID[] } | undefined
  readonly blocks: readonly { readonly cid: CID; readonly bytes: Uint8Array }[]
  readonly accepted: boolean
}

async function readWithLibrary(bytes: Uint8Array): Promise<Theirs> {
  const blocks: { cid: CID; bytes: Uint8Array }[] = []
  let header: Theirs['header']
  try {
    const reader = await CarReader.fromBytes(bytes)
    header = { version: reader.version, roots: await reader.getRoots() }
    for await (const block of reader.blocks()) {
      blocks.push(block)
      // A CID that reaches beyond its frame sends it back to bytes it has read, perhaps for ever.
      if (blocks.length > bytes.length) break
    }
    return { header, blocks, accepted: true }
  } catch {
    return { header, blocks, accepted: false }
  }
}

const describeTheirs = (blocks: Theirs['blocks']) =>
  blocks.map(({ cid, bytes }) => `${toHex(cid.bytes)}:${toHex(bytes)}`)

/** Where the varint at `start` ends, and whether it is minimal. */
function varintAt(bytes: Uint8Array, start: number): { end: number; minimal: boolean } {
  let end = start
  while ((bytes[end] ?? 0) >= 0x80) end++
  return { end: end + 1, minimal: end === start || bytes[end] !== 0 }
}

/** A float for version, a root that names version 0, or CIDv0 with another digest than 32 bytes. */
function isLenientHeader(bytes: Uint8Array, { roots }: { readonly roots: readonly CID[] }) {
  const [length] = varint.decode(bytes)
  const canonical = dagCbor.encode({ roots, version: 1 }).length
  return canonical !== length || roots.some((r) => r.version === 0 && r.bytes.length !== 34)
}

/** No CID within the frame, says multiformats: padded numbers, or it reaches beyond the frame. */
function isLenientCid(bytes: Uint8Array, offset: number): boolean {
  const [length, size] = varint.decode(bytes.subarray(offset))
  const start = offset + size
  try {
    CID.decodeFirst(bytes.subarray(start, start + length))
    return false
  } catch {
    return true
  }
}

/** The reasons for which we refuse what the library takes; anything else fails the test. */
function isListedReason(bytes: Uint8Array, ours: Outcome, theirs: Theirs): boolean {
  const [code, offset] = (ours.error ?? '').split(' at ')
  switch (code) {
    case 'ERR_CAR_VERSION':
      return theirs.header?.version === 2
    case 'ERR_CAR_HEADER':
      return theirs.header !== undefined && isLenientHeader(bytes, theirs.header)
    case 'ERR_CAR_VARINT':
      return !varintAt(bytes, Number(offset)).minimal
    case 'ERR_CAR_CID':
      return isLenientCid(bytes, Number(offset))
    default:
      return false
  }
}

const arbMutated = fc.tuple(arbCar, fc.array(arbMutation, { minLength: 1, maxLength: 3 }))

describe('a mutated CAR', () => {
  it('gives valid blocks, or a CarError, or both, alike however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbMutated,
        fc.array(fc.nat({ max: 3000 }), { maxLength: 20 }),
        async ([car, mutations], cuts) => {
          const bytes = mutations.reduce((b, mutate) => mutate(b), await writeWithLibrary(car))
          const ours = frame([bytes])
          for (const block of ours.blocks) {
            const cid = Buffer.from(block.slice(0, block.indexOf(':')), 'hex')
            expect(toHex(CID.decode(cid).bytes)).toBe(toHex(cid))
          }
          expect(ours.offset).toBeLessThanOrEqual(bytes.length)
          expect(frame(cutAt(bytes, cuts))).toEqual(ours)
          expect(frame(cutAt(bytes, [...bytes.keys()]))).toEqual(ours)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('is read as @ipld/car reads it, but for the listed reasons', async () => {
    await fc.assert(
      fc.asyncProperty(arbMutated, async ([car, mutations]) => {
        const bytes = mutations.reduce((b, mutate) => mutate(b), await writeWithLibrary(car))
        const ours = frame([bytes])
        const theirs = await readWithLibrary(bytes)
        const theirBlocks = describeTheirs(theirs.blocks)
        if (ours.error === undefined) {
          expect(theirs.accepted, 'only they refuse').toBe(true)
          expect(ours.blocks).toEqual(theirBlocks)
        } else {
          const common = Math.min(ours.blocks.length, theirBlocks.length)
          expect(ours.blocks.slice(0, common)).toEqual(theirBlocks.slice(0, common))
          if (theirs.accepted) {
            expect(isListedReason(bytes, ours, theirs), `only we refuse: ${ours.error}`).toBe(true)
          }
        }
      }),
      { numRuns: 2000 },
    )
  })
})

describe('bytes that never were a CAR', () => {
  it('give a CarError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(frame([bytes]).error).toMatch(/^ERR_CAR_\w+ at 0$/)
      }),
    )
  })
})
