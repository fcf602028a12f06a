import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ByteList } from '../src/byte-list.js'

const MIB = 2 ** 20
const length = fc.constantFrom(0, 1, 36, 63, 64, 65, 256, 1024, 300_000, MIB - 1, MIB, MIB + 1)

it('gives back what was put in, repeats included', () => {
  fc.assert(
    fc.property(fc.array(length, { maxLength: 12 }), (lengths) => {
      const list = new ByteList()
      const strings = lengths.map((length, i) => new Uint8Array(length).fill(i + 1))
      for (const [index, bytes] of strings.entries()) {
        expect(list.append(bytes)).toBe(index)
        // Before the next one says where it ends, and, below, afterwards.
        expect(Buffer.compare(list.at(index), bytes)).toBe(0)
      }
      expect(list.size).toBe(strings.length)
      for (const [index, bytes] of strings.entries()) {
        expect(Buffer.compare(list.at(index), bytes)).toBe(0)
        expect(list.equals(index, bytes)).toBe(true)
      }
    }),
  )
})

it('tells apart strings of which one begins or ends as the other', () => {
  const list = new ByteList()
  list.append(Uint8Array.of(1, 2, 1, 2))
  list.append(Uint8Array.of(1, 2))
  expect(list.equals(0, Uint8Array.of(1, 2))).toBe(false)
  expect(list.equals(0, Uint8Array.of(1, 2, 1, 2, 1))).toBe(false)
  expect(list.equals(0, Uint8Array.of(0, 2, 1, 2))).toBe(false)
  expect(list.equals(1, Uint8Array.of(1, 2, 1, 2))).toBe(false)
  expect(list.equals(1, Uint8Array.of(2))).toBe(false)
  expect(list.equals(1, new Uint8Array())).toBe(false)
})

it('copies', () => {
  const list = new ByteList()
  const [short, long] = [new Uint8Array(3).fill(1), new Uint8Array(300).fill(1)]
  list.append(short)
  list.append(long)
  short.fill(2)
  long.fill(2)
  expect(list.at(0)).toEqual(new Uint8Array(3).fill(1))
  expect(list.at(1)).toEqual(new Uint8Array(300).fill(1))
})
