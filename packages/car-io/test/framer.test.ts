import { describe, expect, it } from 'vitest'
import { CarError, CarFramer } from '../src/index.js'
import { emptyRoots, emptyRootsGo, golden, goldenBytes } from './golden.js'
import { cutAt, describeBlock, frame, fromHex, toHex } from './support.js'

const goldenOutcome = {
  roots: golden.roots.map((r) => toHex(r.bytes)),
  blocks: golden.blocks.map(describeBlock),
  offset: 310,
  error: undefined,
}

/** The golden CAR and broken ones, each with the error and offset its layout calls for. */
const cars = {
  valid: [golden.text, undefined],
  'header only': [emptyRoots, undefined],
  'empty frame': [`${golden.text} 00`, 'ERR_CAR_FRAME at 310'],
  'CID version 2': [`${golden.text} 04 02550000 04 01550000`, 'ERR_CAR_CID at 310'],
  'padded length': [`${golden.text} 8400 01550000`, 'ERR_CAR_VARINT at 310'],
  'cut frame': [`${golden.text} 04 015500`, 'ERR_CAR_TRUNCATED at 310'],
  'bad header': ['02 a080 04 01550000', 'ERR_CAR_HEADER at 0'],
} as const

describe('blocks', () => {
  it('reads the golden CAR', () => {
    expect(frame([goldenBytes])).toEqual(goldenOutcome)
  })

  it('reads a header without blocks, its keys in either order', () => {
    for (const header of [emptyRoots, emptyRootsGo]) {
      expect(frame([fromHex(header)])).toEqual({
        roots: [],
        blocks: [],
        offset: 18,
        error: undefined,
      })
    }
  })

  it('gives each block as soon as its last byte is in', () => {
    const framer = new CarFramer()
    const arrivals: number[] = []
    for (const [index, byte] of goldenBytes.entries()) {
      for (const _ of framer.push(Uint8Array.of(byte))) arrivals.push(index + 1)
    }
    expect(arrivals).toEqual([37, 72, 310])
  })

  it('gives views into the chunk where a block is whole, and needs no older chunk where not', () => {
    const chunk = goldenBytes.slice()
    const whole = new CarFramer().push(chunk)
    expect(
      whole.every((b) => b.cid.buffer === chunk.buffer && b.bytes.buffer === chunk.buffer),
    ).toBe(true)
    const framer = new CarFramer()
    const reused = goldenBytes.slice(0, 200)
    expect(framer.push(reused)).toHaveLength(2)
    reused.fill(0xff)
    expect(framer.push(goldenBytes.slice(200)).map(describeBlock)).toEqual(
      golden.blocks.slice(2).map(describeBlock),
    )
  })

  it('gives plain byte arrays for Node buffers', () => {
    const [block] = new CarFramer().push(Buffer.from(goldenBytes))
    expect(block?.cid.constructor).toBe(Uint8Array)
    expect(block?.bytes.constructor).toBe(Uint8Array)
  })
})

describe('cuts', () => {
  it.each(Object.entries(cars))('%s: same outcome cut at every offset', (_, [hex, error]) => {
    const bytes = fromHex(hex)
    const whole = frame([bytes])
    expect(whole.error).toBe(error)
    for (let at = 0; at <= bytes.length; at++) {
      expect(frame([bytes.subarray(0, at), bytes.subarray(at)]), `cut at ${at}`).toEqual(whole)
    }
  })

  it.each(Object.entries(cars))('%s: same outcome byte by byte', (_, [hex]) => {
    const bytes = fromHex(hex)
    expect(frame(cutAt(bytes, [...bytes.keys()]))).toEqual(frame([bytes]))
  })

  it('takes a 4 MiB frame byte by byte, in linear time', () => {
    const size = 4 * 1024 * 1024
    // 4 MiB = 2^22: three times seven zero bits, then a 2.
    const head = fromHex(`${emptyRoots} 80 80 80 02 01 55 00 00`)
    const framer = new CarFramer()
    framer.push(head)
    const byte = Uint8Array.of(7)
    // Were every byte to copy what came before, this would move 8 TB.
    for (let i = 4; i < size - 1; i++) framer.push(byte)
    const [block] = framer.push(byte)
    framer.end()
    expect(block?.bytes.length).toBe(size - 4)
    expect(block?.bytes.every((b) => b === 7)).toBe(true)
  })
})

describe('truncation', () => {
  it('is an error at every byte but between frames', () => {
    const starts = [0, ...golden.offsets]
    for (let end = 0; end < goldenBytes.length; end++) {
      const { error, blocks } = frame([goldenBytes.subarray(0, end)])
      const item = Math.max(...starts.filter((start) => start <= end))
      const clean = golden.offsets.includes(end)
      expect(error, `cut at ${end}`).toBe(clean ? undefined : `ERR_CAR_TRUNCATED at ${item}`)
      expect(blocks).toEqual(goldenOutcome.blocks.slice(0, Math.max(0, starts.indexOf(item) - 1)))
    }
  })

  it('is an error for no bytes at all, in no chunk or an empty one', () => {
    expect(frame([]).error).toBe('ERR_CAR_TRUNCATED at 0')
    expect(frame([new Uint8Array(0)]).error).toBe('ERR_CAR_TRUNCATED at 0')
  })
})

describe('errors', () => {
  it('keeps the blocks before the offending frame and throws from the next call on', () => {
    const framer = new CarFramer()
    const blocks = framer.push(fromHex(`${golden.text} 00 04 01550000`))
    expect(blocks.map(describeBlock)).toEqual(goldenOutcome.blocks)
    expect(framer.error).toMatchObject({
      code: 'ERR_CAR_FRAME',
      offset: 310,
      requirement: 'CAR-10',
    })
    expect(framer.error).toBeInstanceOf(CarError)
    expect(framer.offset).toBe(310)
    expect(() => framer.push(fromHex('04 01550000'))).toThrow(framer.error)
    expect(() => framer.push(new Uint8Array(0))).toThrow(framer.error)
    expect(() => framer.end()).toThrow(framer.error)
  })

  it('stays silent and without error while the input may still become valid', () => {
    const framer = new CarFramer()
    expect(framer.push(goldenBytes.subarray(0, 20))).toEqual([])
    expect(framer.error).toBeUndefined()
    expect(framer.roots).toBeUndefined()
    framer.push(goldenBytes.subarray(20, 28))
    expect(framer.roots?.map(String)).toEqual(golden.roots.map(String))
  })

  it.each([
    ['padded to two bytes', '80 00', 'ERR_CAR_VARINT at 18'],
    ['padded to nine bytes', '81 80 80 80 80 80 80 80 00', 'ERR_CAR_VARINT at 18'],
    ['2^53', '80 80 80 80 80 80 80 10', 'ERR_CAR_VARINT at 18'],
    ['2^53 - 1, which is only too long', 'ff ff ff ff ff ff ff 0f', 'ERR_CAR_FRAME_LIMIT at 18'],
    ['2^63 - 1', 'ff ff ff ff ff ff ff ff 7f', 'ERR_CAR_VARINT at 18'],
    ['without end', 'ff'.repeat(40), 'ERR_CAR_VARINT at 18'],
    ['zero', '00', 'ERR_CAR_FRAME at 18'],
  ])('judges a frame length that is %s', (_, length, error) => {
    expect(frame([fromHex(`${emptyRoots} ${length}`)]).error).toBe(error)
  })
})

describe('memory', () => {
  it('allocates by what has arrived, not by the length announced', () => {
    // 2^32 - 1 bytes announced, one there: allocating them would fail or show.
    const before = process.memoryUsage().arrayBuffers
    const framers = Array.from({ length: 50 }, () => {
      const framer = new CarFramer({ frame: Number.POSITIVE_INFINITY })
      framer.push(fromHex(`${emptyRoots} ff ff ff ff 0f 01`))
      return framer
    })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * 1024 * 1024)
    expect(framers.every((f) => f.error === undefined)).toBe(true)
  })
})
