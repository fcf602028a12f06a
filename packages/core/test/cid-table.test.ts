import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CidTable } from '../src/cid-table.js'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** Numbered CIDs of 36 bytes that differ in four of them only. */
function numbered(i: number): Uint8Array {
  const cid = new Uint8Array(36).fill(7)
  new DataView(cid.buffer).setUint32(32, i)
  return cid
}

/** Few different ones, so that some come again, some that begin alike, and some longer than a chunk. */
const anyCid = fc.oneof(
  fc.uint8Array({ maxLength: 2 }),
  fc.tuple(fc.constantFrom(3, 36, 250, 1030), fc.nat(3)).map(([length, last]) => {
    const cid = new Uint8Array(length).fill(1)
    cid[length - 1] = last
    return cid
  }),
)

describe('a table of CIDs', () => {
  test('numbers what comes as a map keyed by hex does', () => {
    fc.assert(
      fc.property(fc.array(anyCid, { maxLength: 200 }), (cids) => {
        const table = new CidTable()
        const model = new Map<string, number>()
        for (const cid of cids) {
          expect(table.find(cid)).toBe(model.get(hex(cid)) ?? -1)
          if (!model.has(hex(cid))) model.set(hex(cid), model.size)
          expect(table.intern(cid)).toBe(model.get(hex(cid)))
          expect(table.size).toBe(model.size)
        }
        const back = Array.from({ length: table.size }, (_, index) => hex(table.at(index)))
        expect(back).toEqual([...model.keys()])
      }),
    )
  })

  test('finds all of 200,000, and nothing else', () => {
    const table = new CidTable()
    for (let i = 0; i < 200_000; i++) if (table.intern(numbered(2 * i)) !== i) expect.fail(`${i}`)
    for (let i = 0; i < 200_000; i++) {
      if (table.find(numbered(2 * i)) !== i) expect.fail(`${i} is gone`)
      if (table.find(numbered(2 * i + 1)) !== -1) expect.fail(`${i} has a double`)
    }
    expect(table.size).toBe(200_000)
    expect(table.at(123_456)).toEqual(numbered(246_912))
  })

  test('a view outlives growth, and what was given in may be written over', () => {
    const table = new CidTable()
    const cid = numbered(0)
    table.intern(cid)
    const view = table.at(0)
    cid.fill(0)
    for (let i = 1; i < 50_000; i++) table.intern(numbered(i))
    expect(view).toEqual(numbered(0))
    expect(table.at(0)).toEqual(numbered(0))
  })

  test('takes chunks full to the last byte, and CIDs larger than a chunk', () => {
    const table = new CidTable()
    const lengths = [256, 512, 0, 1024, 2 ** 21, 1, 2 ** 20, 2 ** 20 - 1, 1, 0, 2 ** 20, 0, 3]
    const cids = lengths.map((length, i) => new Uint8Array(length).fill(i))
    const first = cids.map((cid) => table.intern(cid))
    expect(first).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 2, 9, 2, 10])
    for (const [i, cid] of cids.entries()) {
      expect(table.at(first[i]!).length).toBe(cid.length)
      expect(Buffer.compare(table.at(first[i]!), cid)).toBe(0)
      expect(table.find(cid)).toBe(first[i])
    }
  })

  test.each([-1, 1, Number.NaN])('has no CID at %s when it has one', (index) => {
    const table = new CidTable()
    table.intern(numbered(0))
    expect(() => table.at(index)).toThrow(RangeError)
  })
})
