import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Gather } from '../src/gather.js'
import { concat, cutAt } from './support.js'

const WANTED = 4 * 1024 * 1024

describe('an item that spans chunks', () => {
  it('holds at most four times what has arrived, or 4 KiB', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 50_000 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(sizes, (chunks) => {
        const gather = new Gather()
        for (const size of chunks) gather.fill(WANTED, new Uint8Array(size), 0)
        const arrived = chunks.reduce((sum, size) => sum + size)
        expect(gather.size).toBe(arrived)
        const { byteLength } = gather.take().buffer
        expect(byteLength).toBeLessThanOrEqual(Math.max(4096, 4 * arrived))
      }),
    )
  })

  it('comes out whole and exactly as large as wanted, leaving the rest of the chunk', () => {
    const cuts = fc.array(fc.nat({ max: 20_000 }), { maxLength: 10 })
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 20_000 }), cuts, (item, positions) => {
        const gather = new Gather()
        const chunks = cutAt(item, positions)
        const last = chunks.pop()!
        for (const chunk of chunks) expect(gather.fill(item.length, chunk, 0)).toBe(chunk.length)
        const padded = concat([Uint8Array.of(1, 2), last, Uint8Array.of(3)])
        expect(gather.fill(item.length, padded, 2)).toBe(2 + last.length)
        const taken = gather.take()
        expect(taken).toEqual(new Uint8Array(item))
        expect(taken.buffer.byteLength).toBe(item.length)
        expect(gather.size).toBe(0)
      }),
    )
  })
})
