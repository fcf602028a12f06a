import { describe, expect, it } from 'vitest'
import { type Block, CarEncoder } from '../src/index.js'
import { emptyRoots, golden, goldenBytes } from './golden.js'
import { concat, fromHex } from './support.js'

const KIB = 1024

function blockOf(size: number, fill = 1): Block {
  return { cid: fromHex(`01 55 12 20 ${'cd'.repeat(32)}`), bytes: new Uint8Array(size).fill(fill) }
}

describe('bytes', () => {
  it('are those of the golden CAR', () => {
    const encoder = new CarEncoder()
    const chunks = [
      ...encoder.header(golden.roots),
      ...encoder.frames(golden.blocks),
      ...encoder.flush(),
    ]
    expect(concat(chunks)).toEqual(goldenBytes)
  })

  it('of a header without roots are the canonical 18', () => {
    expect(concat(new CarEncoder().header([]))).toEqual(fromHex(emptyRoots))
  })

  it.each([
    [91, '7f'], // 36 + 91 = 127
    [92, '80 01'],
    [16_347, 'ff 7f'], // 36 + 16,347 = 2^14 - 1
    [16_348, '80 80 01'],
    [2_097_115, 'ff ff 7f'], // 36 + 2,097,115 = 2^21 - 1
    [2_097_116, '80 80 80 01'],
  ])('of a block of %i start with the length %s', (size, length) => {
    const encoder = new CarEncoder()
    const bytes = concat([...encoder.frames([blockOf(size)]), ...encoder.flush()])
    const prefix = fromHex(length)
    expect(bytes.subarray(0, prefix.length)).toEqual(prefix)
    expect(bytes.length).toBe(prefix.length + 36 + size)
  })
})

describe('chunks', () => {
  it('of small blocks have 64 KiB or a frame more, across calls', () => {
    const encoder = new CarEncoder()
    const chunks: Uint8Array[] = []
    // 1 + 36 + 60 = 97 bytes per frame; ceil(65,536 / 97) = 676 frames per chunk.
    for (let i = 0; i < 676 * 3 + 5; i++) chunks.push(...encoder.frames([blockOf(60)]))
    expect(chunks.map((c) => c.length)).toEqual([97 * 676, 97 * 676, 97 * 676])
    expect(encoder.pending).toBe(5 * 97)
    expect(encoder.flush().map((c) => c.length)).toEqual([5 * 97])
    expect(encoder.flush()).toEqual([])
  })

  it('pass a block of 64 KiB on uncopied, after what was pending', () => {
    const encoder = new CarEncoder()
    const large = blockOf(64 * KIB)
    const chunks = encoder.frames([blockOf(60), large, blockOf(60)])
    // 97 for the frame before, 3 + 36 for the length and CID of the large one.
    expect(chunks.map((c) => c.length)).toEqual([97 + 39, 64 * KIB])
    expect(chunks[1]).toBe(large.bytes)
    expect(encoder.pending).toBe(97)
  })

  it('copy a block of one byte less', () => {
    const encoder = new CarEncoder()
    const [chunk, ...rest] = encoder.frames([blockOf(64 * KIB - 1)])
    expect(chunk?.length).toBe(64 * KIB - 1 + 39)
    expect(rest).toEqual([])
  })

  it('copy a large block out of shared memory, which bodies refuse', () => {
    const bytes = new Uint8Array(new SharedArrayBuffer(64 * KIB)).fill(3)
    const chunk = new CarEncoder().frames([{ cid: blockOf(0).cid, bytes }])[1]
    expect(chunk?.buffer).toBeInstanceOf(ArrayBuffer)
    expect(chunk).toEqual(new Uint8Array(64 * KIB).fill(3))
  })

  it('are bodies without a cast', async () => {
    const [chunk] = new CarEncoder().header([])
    const body: BodyInit = chunk!
    expect(new Uint8Array(await new Response(body).arrayBuffer())).toEqual(fromHex(emptyRoots))
  })
})
