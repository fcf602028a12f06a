import { describe, expect, it } from 'vitest'
import { CarFramer, defaultCarLimits } from '../src/index.js'
import { emptyRoots, golden, goldenBytes } from './golden.js'
import { cutAt, frame, fromHex } from './support.js'

const MIB = 1024 * 1024

// The golden CAR: header 27 bytes, frames 8, 34 and 236 bytes at 28, 37 and 72, 310 bytes in total.
describe.each([
  ['header', 27, 'ERR_CAR_HEADER_LIMIT at 0', 0],
  ['frame', 236, 'ERR_CAR_FRAME_LIMIT at 72', 2],
  ['total', 310, 'ERR_CAR_TOTAL_LIMIT at 72', 2],
  ['blocks', 3, 'ERR_CAR_BLOCKS_LIMIT at 72', 2],
] as const)('the %s limit', (limit, enough, error, blocksBefore) => {
  it('takes what just fits', () => {
    expect(frame([goldenBytes], { [limit]: enough })).toEqual(frame([goldenBytes]))
  })

  it('refuses one less, after the blocks before it', () => {
    const outcome = frame([goldenBytes], { [limit]: enough - 1 })
    expect(outcome.error).toBe(error)
    expect(outcome.blocks).toEqual(frame([goldenBytes]).blocks.slice(0, blocksBefore))
  })

  it('refuses alike however the bytes are cut', () => {
    const whole = frame([goldenBytes], { [limit]: enough - 1 })
    const bytes = cutAt(goldenBytes, [...goldenBytes.keys()])
    expect(frame(bytes, { [limit]: enough - 1 })).toEqual(whole)
  })
})

describe('limits', () => {
  it('default to 4 MiB for header and frame, and none for total and blocks', () => {
    expect(defaultCarLimits).toEqual({
      header: 4 * MIB,
      frame: 4 * MIB,
      total: Number.POSITIVE_INFINITY,
      blocks: Number.POSITIVE_INFINITY,
    })
  })

  it.each([
    ['header', '81 80 80 02', 'ERR_CAR_HEADER_LIMIT', 0],
    ['frame', `${emptyRoots} 81 80 80 02`, 'ERR_CAR_FRAME_LIMIT', 18],
  ])('refuse a %s of 4 MiB + 1 on its length alone', (_, hex, code, offset) => {
    const framer = new CarFramer()
    framer.push(fromHex(hex))
    expect(framer.error).toMatchObject({ code, offset })
    expect(framer.error?.requirement).toBeUndefined()
  })

  it('allow no block at 0, and the header still', () => {
    expect(frame([fromHex(emptyRoots)], { blocks: 0 }).error).toBeUndefined()
    expect(frame([fromHex(golden.text)], { blocks: 0 }).error).toBe('ERR_CAR_BLOCKS_LIMIT at 28')
  })

  it('count the header in the total', () => {
    expect(frame([fromHex(emptyRoots)], { total: 18 }).error).toBeUndefined()
    expect(frame([fromHex(emptyRoots)], { total: 17 }).error).toBe('ERR_CAR_TOTAL_LIMIT at 0')
  })
})
