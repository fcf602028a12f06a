import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { batches } from '../src/batches.js'

async function sizesOf(source: Iterable<number> | AsyncIterable<number>): Promise<number[]> {
  const sizes: number[] = []
  for await (const batch of batches(source, (size) => size)) sizes.push(batch.length)
  return sizes
}

describe('batches', () => {
  it('hold at most 1024 items', async () => {
    expect(await sizesOf(new Array(2500).fill(1))).toEqual([1024, 1024, 452])
    expect(await sizesOf([])).toEqual([])
  })

  it('end at 4 MiB', async () => {
    expect(await sizesOf([1 << 21, 1 << 21, 1, 1 << 24, 5])).toEqual([2, 2, 1])
  })

  it('are handed on when the source pauses', async () => {
    async function* source() {
      yield* [1, 2]
      await delay(20)
      yield 3
    }
    expect(await sizesOf(source())).toEqual([2, 1])
  })

  it('do not wait for a source that waits for them', async () => {
    let stored = 0
    let release = () => {}
    async function* source() {
      for (let item = 0; item < 5; item++) {
        while (stored < item) await new Promise<void>((resolve) => (release = resolve))
        yield item
      }
    }
    for await (const batch of batches(source(), () => 1)) {
      stored += batch.length
      release()
    }
    expect(stored).toBe(5)
  })

  it('hand on what the source gave before it failed', async () => {
    async function* source() {
      yield* [1, 2]
      throw new RangeError('broken')
    }
    const seen: number[] = []
    const reading = (async () => {
      for await (const batch of batches(source(), () => 1)) seen.push(...batch)
    })()
    await expect(reading).rejects.toThrow('broken')
    expect(seen).toEqual([1, 2])
  })

  it('let the source go when the reader leaves', async () => {
    let left = false
    function* source() {
      try {
        while (true) yield 1
      } finally {
        left = true
      }
    }
    for await (const _ of batches(source(), () => 1)) break
    expect(left).toBe(true)
  })
})
