import { describe, expect, it } from 'vitest'
import {
  decodeCar,
  encodeCar,
  fromReadableStream,
  readerOf,
  toReadableStream,
} from '../src/index.js'
import { golden, goldenBytes } from './golden.js'
import { collect, concat, stream } from './support.js'

function endless() {
  const seen = { asked: 0, closed: 0 }
  async function* source() {
    try {
      for (;;) yield Uint8Array.of(seen.asked++)
    } finally {
      seen.closed++
    }
  }
  return { seen, source: source() }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 20))

describe('toReadableStream', () => {
  it('asks the source for nothing until it is read, and for one chunk per read', async () => {
    const { seen, source } = endless()
    const reader = toReadableStream(source).getReader()
    await pause()
    expect(seen.asked).toBe(0)
    expect((await reader.read()).value).toEqual(Uint8Array.of(0))
    expect((await reader.read()).value).toEqual(Uint8Array.of(1))
    await pause()
    expect(seen).toEqual({ asked: 2, closed: 0 })
    await reader.cancel()
    expect(seen).toEqual({ asked: 2, closed: 1 })
  })

  it('ends with the source and fails with it', async () => {
    expect(await collect(fromReadableStream(toReadableStream(stream([goldenBytes]))))).toEqual([
      goldenBytes,
    ])
    const failure = new RangeError('disk')
    const failing = (async function* () {
      yield goldenBytes
      throw failure
    })()
    await expect(collect(fromReadableStream(toReadableStream(failing)))).rejects.toBe(failure)
  })

  it('is a body without a cast', async () => {
    const body: BodyInit = toReadableStream(encodeCar(golden.roots, [golden.blocks]))
    const response = new Response(body)
    const { blocks } = await decodeCar(response.body!)
    expect((await collect(blocks)).flat()).toEqual(golden.blocks)
    const upload = new Request('http://localhost/', {
      method: 'POST',
      body: toReadableStream(encodeCar(golden.roots, [golden.blocks])),
      duplex: 'half',
    } as RequestInit)
    expect(concat([new Uint8Array(await upload.arrayBuffer())])).toEqual(goldenBytes)
  })

  it('does not detach blocks that pass through by reference', async () => {
    const bytes = new Uint8Array(100_000).fill(5)
    const block = { cid: golden.blocks[0]!.cid, bytes }
    await new Response(toReadableStream(encodeCar([], [[block]]))).arrayBuffer()
    expect(bytes.length).toBe(100_000)
  })
})

describe('fromReadableStream', () => {
  it('cancels and unlocks the stream when its consumer stops', async () => {
    const { seen, source } = endless()
    const readable = toReadableStream(source)
    for await (const _ of fromReadableStream(readable)) break
    expect(seen).toEqual({ asked: 1, closed: 1 })
    expect(readable.locked).toBe(false)
  })

  it('unlocks a stream that ended or failed', async () => {
    const ended = toReadableStream(stream([goldenBytes]))
    await collect(fromReadableStream(ended))
    expect(ended.locked).toBe(false)
    const failed = new ReadableStream({ start: (c) => c.error(new RangeError('reset')) })
    await expect(collect(fromReadableStream(failed))).rejects.toThrow('reset')
    expect(failed.locked).toBe(false)
  })

  it('needs no stream that is async iterable', async () => {
    const readable = toReadableStream(stream([goldenBytes]))
    Object.defineProperty(readable, Symbol.asyncIterator, { value: undefined })
    const { blocks } = await decodeCar(readable)
    expect((await collect(blocks)).flat()).toHaveLength(3)
  })
})

describe('readerOf', () => {
  it('takes the chunks of a stream that nobody has read from their source', async () => {
    const { seen, source } = endless()
    const readable = toReadableStream(source)
    const reader = readerOf(readable)
    expect(readable.locked).toBe(true)
    expect((await reader.read()).value).toEqual(Uint8Array.of(0))
    expect((await reader.read()).value).toEqual(Uint8Array.of(1))
    expect(seen).toEqual({ asked: 2, closed: 0 })
    await reader.cancel()
    expect(seen.closed).toBe(1)
    reader.releaseLock()
    expect(readable.locked).toBe(false)
  })

  it('leaves the order to a stream that somebody has begun to read', async () => {
    const { source } = endless()
    const readable = toReadableStream(source)
    // A stream calls its source only when it has started.
    await pause()
    const first = readable.getReader()
    const lost = first.read()
    // The chunk that was asked for stays in the stream.
    first.releaseLock()
    await expect(lost).rejects.toThrow(TypeError)
    const reader = readerOf(readable)
    expect((await reader.read()).value).toEqual(Uint8Array.of(0))
    expect((await reader.read()).value).toEqual(Uint8Array.of(1))
    await reader.cancel()
  })

  it('reads any other stream', async () => {
    const reader = readerOf(new Response(goldenBytes.slice()).body!)
    expect((await reader.read()).value).toEqual(goldenBytes)
    expect((await reader.read()).done).toBe(true)
  })
})
