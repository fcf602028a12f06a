import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CidMap } from '../src/cid-map.js'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

it('does what a map keyed by hex does', () => {
  const cid = fc.nat(300).map((i) => Uint8Array.of(1, 0x55, i & 0xff, i >> 8))
  const value = fc.option(fc.nat(), { nil: undefined })
  const step = fc.tuple(fc.constantFrom('set', 'set', 'delete'), cid, value)
  fc.assert(
    fc.property(fc.array(step, { maxLength: 2000, size: 'max' }), (steps) => {
      const map = new CidMap<number | undefined>()
      const model = new Map<string, number | undefined>()
      for (const [what, key, value] of steps) {
        if (what === 'set') {
          map.set(key, value)
          model.set(hex(key), value)
        } else {
          expect(map.delete(key)).toBe(model.delete(hex(key)))
        }
        expect(map.size).toBe(model.size)
        expect(map.has(key)).toBe(model.has(hex(key)))
      }
      for (const [, key] of steps) {
        expect(map.has(key)).toBe(model.has(hex(key)))
        expect(map.get(key)).toBe(model.get(hex(key)))
      }
    }),
    { numRuns: 50 },
  )
})

it('does not grow for one who adds and deletes', () => {
  const map = new CidMap<number>()
  const kept = Array.from({ length: 100 }, (_, i) => new Uint8Array(36).fill(i))
  for (const [i, cid] of kept.entries()) map.set(cid, i)
  const before = process.memoryUsage().arrayBuffers
  const cid = new Uint8Array(1024)
  for (let i = 0; i < 200_000; i++) {
    new DataView(cid.buffer).setUint32(1000, i)
    map.set(cid, i)
    map.delete(cid)
  }
  // Kept, it would be 200 MB.
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100e6)
  expect(kept.map((cid) => map.get(cid))).toEqual(kept.map((_, i) => i))
  expect(map.size).toBe(100)
})
