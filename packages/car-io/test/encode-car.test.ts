import { describe, expect, it } from 'vitest'
import { type Block, encodeCar } from '../src/index.js'
import { golden, goldenBytes } from './golden.js'
import { collect, concat, stream } from './support.js'

const small: Block = golden.blocks[0]!
const large: Block = { cid: small.cid, bytes: new Uint8Array(100_000) }

describe('encodeCar', () => {
  it('writes the golden CAR from arrays, other iterables and async iterables', async () => {
    const batches = [golden.blocks.slice(0, 1), [], golden.blocks.slice(1)]
    for (const source of [batches, new Set(batches), stream(batches)]) {
      expect(concat(await collect(encodeCar(golden.roots, source)))).toEqual(goldenBytes)
    }
  })

  it('gives the header before it asks for any block', async () => {
    let asked = 0
    const chunks = encodeCar(golden.roots, {
      [Symbol.asyncIterator]: () => {
        asked++
        return stream<Block[]>([])
      },
    })
    const first = await chunks.next()
    expect(first.value).toEqual(goldenBytes.subarray(0, 28))
    expect(asked).toBe(0)
    expect((await chunks.next()).done).toBe(true)
    expect(asked).toBe(1)
  })

  it('gathers the small blocks of a source that does not wait', async () => {
    // Frames of 9 bytes: ceil(65,536 / 9) = 7,282 per chunk.
    const batches = Array.from({ length: 20_000 }, () => [small])
    const chunks = await collect(encodeCar([], stream(batches)))
    expect(chunks.map((c) => c.length)).toEqual([18, 65_538, 65_538, 180_000 - 2 * 65_538])
  })

  it('lets gathered blocks go when the source makes it wait', async () => {
    let release = () => {}
    const waiting = new Promise<void>((resolve) => {
      release = resolve
    })
    async function* source() {
      yield [small]
      await waiting
      yield [small]
    }
    const chunks = encodeCar([], source())
    await chunks.next()
    expect((await chunks.next()).value).toHaveLength(9)
    const last = chunks.next()
    release()
    expect((await last).value).toHaveLength(9)
    expect((await chunks.next()).done).toBe(true)
  })

  it('asks for blocks only as its consumer asks, and closes the source when it stops', async () => {
    let asked = 0
    let closed = 0
    async function* source() {
      try {
        for (;;) {
          asked++
          yield [large]
        }
      } finally {
        closed++
      }
    }
    const chunks = encodeCar([], source())
    for (let i = 0; i < 5; i++) await chunks.next()
    // Header, then two chunks for each large block.
    expect(asked).toBe(2)
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(asked).toBe(2)
    await chunks.return()
    expect(closed).toBe(1)
  })

  it('closes a source without await as well', async () => {
    let closed = 0
    function* source() {
      try {
        for (;;) yield [large]
      } finally {
        closed++
      }
    }
    const chunks = encodeCar([], source())
    for (let i = 0; i < 3; i++) await chunks.next()
    await chunks.return()
    expect(closed).toBe(1)
  })

  it('passes on what the source throws, also while it waits', async () => {
    const failure = new RangeError('disk')
    async function* source() {
      yield [small]
      await new Promise((resolve) => setTimeout(resolve, 40))
      throw failure
    }
    const chunks = encodeCar([], source())
    await chunks.next()
    await chunks.next()
    await expect(chunks.next()).rejects.toBe(failure)
  })

  it('does not ask a source to return that failed or ended', async () => {
    for (const last of [Promise.reject(new RangeError('disk')), { done: true, value: undefined }]) {
      let asked = 0
      let returned = 0
      const iterator = {
        next: async () => (asked++ === 0 ? { done: false, value: [small] } : last),
        return: async () => ({ done: true, value: returned++ }),
      } as AsyncIterator<Block[]>
      const source = { [Symbol.asyncIterator]: () => iterator }
      await collect(encodeCar([], source)).catch((error) => expect(error.message).toBe('disk'))
      expect([asked, returned]).toEqual([2, 0])
    }
  })

  it('leaves no unhandled rejection when nobody asks again', async () => {
    const unhandled: unknown[] = []
    const note = (reason: unknown) => unhandled.push(reason)
    process.on('unhandledRejection', note)
    async function* source() {
      yield [small]
      await new Promise((resolve) => setTimeout(resolve, 30))
      throw new RangeError('disk')
    }
    const chunks = encodeCar([], source())
    await chunks.next()
    await chunks.next()
    await new Promise((resolve) => setTimeout(resolve, 60))
    process.off('unhandledRejection', note)
    expect(unhandled).toEqual([])
  })

  it('fails on a block whose CID is none, and closes the source', async () => {
    let closed = 0
    async function* source() {
      try {
        yield [small, { cid: new Uint8Array(3), bytes: small.bytes }]
      } finally {
        closed++
      }
    }
    await expect(collect(encodeCar([], source()))).rejects.toMatchObject({
      code: 'ERR_CAR_CID',
      offset: 27,
    })
    expect(closed).toBe(1)
  })
})
