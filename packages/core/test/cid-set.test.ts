import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CidMap, CidSet } from '../src/cid-set.js'

const bytes = fc.uint8Array({ maxLength: 80 })

it('holds each CID once, in order, byte for byte', () => {
  fc.assert(
    fc.property(fc.array(bytes), fc.array(bytes), (added, others) => {
      const set = new CidSet()
      const hex = new Set<string>()
      for (const cid of added) {
        const text = Buffer.from(cid).toString('hex')
        expect(set.add(cid)).toBe(!hex.has(text))
        hex.add(text)
      }
      expect(set.size).toBe(hex.size)
      expect(Array.from(set.from(0), (cid) => Buffer.from(cid).toString('hex'))).toEqual([...hex])
      for (const cid of others) {
        expect(set.has(cid)).toBe(hex.has(Buffer.from(cid).toString('hex')))
      }
    }),
  )
})

it('takes CIDs of any length', () => {
  const long = Uint8Array.from({ length: 200_000 }, (_, i) => i)
  const set = new CidSet()
  set.add(long)
  expect([...set.from(0)]).toEqual([long])
  expect(set.has(long.subarray(1))).toBe(false)
})

it('hands the news to a reader that comes back', () => {
  const set = new CidSet()
  set.add(Uint8Array.of(1))
  set.add(Uint8Array.of(2))
  expect([...set.from(1)]).toEqual([Uint8Array.of(2)])
  expect([...set.from(2)]).toEqual([])
})

it('maps CIDs to values and forgets them', () => {
  const map = new CidMap<number>()
  map.set(Uint8Array.of(1, 255), 1)
  map.set(Uint8Array.of(1), 2)
  expect(map.get(Uint8Array.of(1, 255))).toBe(1)
  expect(map.delete(Uint8Array.of(1, 255))).toBe(true)
  expect(map.delete(Uint8Array.of(1, 255))).toBe(false)
  expect([...map.keys()]).toEqual([Uint8Array.of(1)])
})
