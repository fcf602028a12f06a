import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CidSet } from '../src/cid-set.js'

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

it('hands over what is added while it is read', () => {
  const set = new CidSet()
  set.add(Uint8Array.of(0))
  const seen: number[] = []
  for (const [number] of set.from(0)) {
    seen.push(number!)
    if (number! < 500) set.add(Uint8Array.of(number! + 1, 1))
    if (seen.length === 100) break
  }
  expect(seen).toEqual(Array.from({ length: 100 }, (_, i) => i))
})
