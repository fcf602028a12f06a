import { describe, expect, it } from 'vitest'
import { type Block, decodeCar, toReadableStream } from '../src/index.js'
import { golden, goldenBytes } from './golden.js'
import { collect, concat, cutAt, describeBlock, fromHex, stream } from './support.js'

const goldenBlocks = golden.blocks.map(describeBlock)

/** Counts what is asked of it and whether it was closed. */
function watched(chunks: readonly Uint8Array[], afterwards?: () => Promise<void>) {
  const seen = { asked: 0, closed: 0 }
  async function* source() {
    try {
      for (const chunk of chunks) {
        seen.asked++
        yield chunk
      }
      await afterwards?.()
    } finally {
      seen.closed++
    }
  }
  return { seen, source: source() }
}

async function drain(blocks: AsyncIterable<Block[]>) {
  const seen: string[] = []
  let error: unknown
  try {
    for await (const batch of blocks) seen.push(...batch.map(describeBlock))
  } catch (cause) {
    error = cause
  }
  return { seen, error }
}

describe('decodeCar', () => {
  it('reads an async iterable, a stream and a response body', async () => {
    const sources = [
      stream(cutAt(goldenBytes, [5, 30, 100])),
      toReadableStream(stream([goldenBytes])),
      new Response(concat([goldenBytes])).body!,
    ]
    for (const source of sources) {
      const { roots, blocks } = await decodeCar(source)
      expect(roots.map(String)).toEqual(golden.roots.map(String))
      expect(await drain(blocks)).toEqual({ seen: goldenBlocks, error: undefined })
    }
  })

  it('gives no empty batches', async () => {
    const { blocks } = await decodeCar(stream(cutAt(goldenBytes, [...goldenBytes.keys()])))
    expect((await collect(blocks)).map((b) => b.length)).toEqual([1, 1, 1])
  })

  it('resolves on the header and asks for more only as blocks are asked for', async () => {
    const { seen, source } = watched(cutAt(goldenBytes, [10, 28, 37, 72]))
    const { blocks } = await decodeCar(source)
    expect(seen.asked).toBe(2)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(seen.asked).toBe(2)
    await blocks.next()
    expect(seen.asked).toBe(3)
    await blocks.next()
    expect(seen).toEqual({ asked: 4, closed: 0 })
  })

  it('closes the source when left early, before or after the first block', async () => {
    const before = watched([goldenBytes])
    await (await decodeCar(before.source)).blocks.return()
    expect(before.seen.closed).toBe(1)

    const after = watched([goldenBytes, goldenBytes])
    for await (const _ of (await decodeCar(after.source)).blocks) break
    expect(after.seen).toEqual({ asked: 1, closed: 1 })
  })

  it('gives the blocks before the offending frame, then throws, though the peer stays on', async () => {
    const silence = () => new Promise<void>(() => {})
    const { seen, source } = watched([fromHex(`${golden.text} 00`)], silence)
    const { blocks } = await decodeCar(source)
    const outcome = await drain(blocks)
    expect(outcome.seen).toEqual(goldenBlocks)
    expect(outcome.error).toMatchObject({ code: 'ERR_CAR_FRAME', offset: 310 })
    expect(seen.closed).toBe(1)
  })

  it('gives the roots even if the first frame in the same chunk is bad', async () => {
    const bytes = concat([goldenBytes.subarray(0, 28), Uint8Array.of(0)])
    const { roots, blocks } = await decodeCar(stream([bytes]))
    expect(roots).toHaveLength(1)
    expect((await drain(blocks)).error).toMatchObject({ code: 'ERR_CAR_FRAME', offset: 28 })
  })

  it('throws on truncation after the blocks that were whole', async () => {
    const { blocks } = await decodeCar(stream([goldenBytes.subarray(0, 100)]))
    const outcome = await drain(blocks)
    expect(outcome.seen).toEqual(goldenBlocks.slice(0, 2))
    expect(outcome.error).toMatchObject({ code: 'ERR_CAR_TRUNCATED', offset: 72 })
  })

  it('rejects without a header, and closes the source', async () => {
    await expect(decodeCar(stream([]))).rejects.toMatchObject({ code: 'ERR_CAR_TRUNCATED' })
    const { seen, source } = watched([fromHex('02 a080')], () => new Promise<void>(() => {}))
    await expect(decodeCar(source)).rejects.toMatchObject({ code: 'ERR_CAR_HEADER', offset: 0 })
    expect(seen.closed).toBe(1)
  })

  it('applies limits', async () => {
    const { blocks } = await decodeCar(stream([goldenBytes]), { blocks: 1 })
    const outcome = await drain(blocks)
    expect(outcome.seen).toEqual(goldenBlocks.slice(0, 1))
    expect(outcome.error).toMatchObject({ code: 'ERR_CAR_BLOCKS_LIMIT', offset: 37 })
  })

  it('passes on what the source throws', async () => {
    const failure = new RangeError('reset')
    const fail = () => Promise.reject(failure)
    await expect(decodeCar(watched([], fail).source)).rejects.toBe(failure)
    const { blocks } = await decodeCar(watched([goldenBytes], fail).source)
    expect(await drain(blocks)).toEqual({ seen: goldenBlocks, error: failure })
  })
})
