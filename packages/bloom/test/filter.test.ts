import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BloomError } from '../src/errors.js'
import { BloomFilter } from '../src/filter.js'
import { MAX_BYTES, targetRate } from '../src/parameters.js'
import { cids, codeOf, HELLO, oracleIndices, take } from './support.js'

describe('the bits', () => {
  test('of the golden element are where both ports put them', () => {
    const filter = BloomFilter.withParameters({ bytes: 8, hashes: 2 })
    filter.add(HELLO)
    expect(Buffer.from(filter.bytes).toString('hex')).toBe('0000000000200400')
    expect(filter.setBits()).toBe(2)
  })

  test('are those of the slow selection, least significant first', () => {
    const elements = fc.array(fc.uint8Array({ maxLength: 80 }), { maxLength: 20 })
    const bytes = fc.integer({ min: 1, max: 300 })
    const hashes = fc.integer({ min: 1, max: 64 })
    fc.assert(
      fc.property(elements, bytes, hashes, (elements, bytes, hashes) => {
        const expected = new Set<number>()
        for (const element of elements)
          for (const index of take(hashes, oracleIndices(element, 8 * bytes))) expected.add(index)
        const filter = BloomFilter.withParameters({ bytes, hashes })
        filter.addMany(elements)
        const actual = [...filter.bytes].flatMap((byte, at) =>
          [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => (byte >> bit) & 1).map((bit) => 8 * at + bit),
        )
        expect(actual).toEqual([...expected].sort((a, b) => a - b))
        expect(filter.setBits()).toBe(expected.size)
      }),
      { numRuns: 300 },
    )
  })
})

describe('membership', () => {
  test('holds for everything added, one by one or in a batch, in any order', () => {
    const elements = cids(500)
    for (const bytes of [1024, 1100]) {
      const batch = BloomFilter.withParameters({ bytes, hashes: 7 })
      const single = BloomFilter.withParameters({ bytes, hashes: 7 })
      batch.addMany(elements)
      for (const element of [...elements].reverse()) single.add(element)
      expect(single.bytes).toEqual(batch.bytes)
      expect(elements.every((element) => batch.has(element))).toBe(true)
    }
  })

  test('is what the bits say, for elements never added', () => {
    for (const [bytes, hashes] of [
      [64, 1],
      [64, 3],
      [64, 4],
      [75, 5],
      [128, 12],
    ] as const) {
      const filter = BloomFilter.withParameters({ bytes, hashes })
      filter.addMany(cids(60))
      for (const element of cids(500, 1000)) {
        const bits = take(hashes, oracleIndices(element, filter.bits))
        const expected = bits.every((i) => (filter.bytes[i >> 3]! >> (i & 7)) & 1)
        expect(filter.has(element)).toBe(expected)
      }
    }
  })

  test('is asked for many at once as for each', () => {
    const filter = BloomFilter.withParameters({ bytes: 300, hashes: 6 })
    filter.addMany(cids(200))
    const asked = [...cids(400), new Uint8Array(0), HELLO, new Uint8Array(200)]
    const each = asked.map((element) => Number(filter.has(element)))
    expect(filter.hasMany(asked)).toEqual(Uint8Array.from(each))
    expect(each.slice(0, 200)).toEqual(each.slice(0, 200).fill(1))
    expect(each).toContain(0)
    expect(filter.hasMany([])).toEqual(new Uint8Array(0))
  })

  test('works in a batch that reuses one buffer, and while another filter is asked', () => {
    const elements = cids(50)
    const other = BloomFilter.forCount(50)
    function* reusing(): Generator<Uint8Array> {
      const buffer = new Uint8Array(36)
      for (const element of elements) {
        buffer.set(element)
        other.add(element)
        yield buffer
      }
    }
    const filter = BloomFilter.withParameters({ bytes: 1000, hashes: 9 })
    filter.addMany(reusing())
    const expected = BloomFilter.withParameters({ bytes: 1000, hashes: 9 })
    expected.addMany(elements)
    expect(filter.bytes).toEqual(expected.bytes)
  })

  test('has false positives at about the estimated rate', () => {
    // 8 bits per element, 3 hashes: about 3 % by the textbook, whichever the size
    for (const bytes of [8192, 9001]) {
      const filter = BloomFilter.withParameters({ bytes, hashes: 3 })
      filter.addMany(cids(bytes))
      const trials = 40_000
      const hits = cids(trials, 1_000_000).filter((element) => filter.has(element)).length
      const deviation = Math.sqrt(trials * filter.estimatedRate())
      expect(filter.estimatedRate()).toBeCloseTo((1 - Math.exp(-3 / 8)) ** 3, 2)
      expect(Math.abs(hits - trials * filter.estimatedRate())).toBeLessThan(5 * deviation)
    }
  })
})

describe('the empty filter', () => {
  const empties = [
    BloomFilter.empty(),
    BloomFilter.forCount(0),
    BloomFilter.withParameters({ bytes: 0, hashes: 0 }),
    BloomFilter.fromBytes(new Uint8Array(0), 3),
    BloomFilter.fromBytes(new Uint8Array(0), 2 ** 32),
  ]

  test('has nothing, whatever number of hashes came with it', () => {
    for (const empty of empties) {
      expect(empty.has(HELLO)).toBe(false)
      expect(empty.hasMany([HELLO, HELLO])).toEqual(new Uint8Array(2))
      expect(empty).toMatchObject({ isEmpty: true, hashes: 0, bits: 0, capacity: 0 })
      expect([empty.setBits(), empty.estimatedRate(), empty.isSaturated(5)]).toEqual([0, 0, false])
      expect(empty.toBytes()).toEqual(new Uint8Array(0))
    }
  })

  test('takes no element, but a batch of none', () => {
    for (const empty of empties) {
      expect(codeOf(() => empty.add(HELLO))).toBe('ERR_FILTER_EMPTY')
      expect(codeOf(() => empty.addMany([HELLO]))).toBe('ERR_FILTER_EMPTY')
      expect(codeOf(() => empty.addMany([]))).toBeUndefined()
    }
  })

  test('is not a filter without elements', () => {
    const filter = BloomFilter.forCount(5)
    expect(filter.isEmpty).toBe(false)
    expect(filter.has(HELLO)).toBe(false)
  })
})

describe('a filter from bytes', () => {
  test('has what the original has, and shares no memory with it', () => {
    const original = BloomFilter.forCount(100)
    original.addMany(cids(100))
    const bytes = original.toBytes()
    const copy = BloomFilter.fromBytes(bytes, original.hashes)
    bytes.fill(0)
    original.addMany(cids(100, 5000))
    expect(cids(100).every((element) => copy.has(element))).toBe(true)
    expect(copy.setBits()).toBeLessThan(original.setBits())
  })

  test('is accepted at both ends of the limits', () => {
    expect(BloomFilter.fromBytes(new Uint8Array(1), 1).bits).toBe(8)
    expect(BloomFilter.fromBytes(new Uint8Array(MAX_BYTES), 64).bits).toBe(2 ** 27)
  })

  test('is refused beyond them, with the code and the requirement', () => {
    for (const hashes of [0, 65, -1, 1.5, Number.NaN, 2 ** 32])
      expect(codeOf(() => BloomFilter.fromBytes(new Uint8Array(8), hashes))).toBe(
        'ERR_FILTER_HASHES',
      )
    const tooLarge = (): unknown => BloomFilter.fromBytes(new Uint8Array(MAX_BYTES + 1), 3)
    expect(codeOf(tooLarge)).toBe('ERR_FILTER_SIZE')
    expect(tooLarge).toThrow(BloomError)
    expect(tooLarge).toThrow(expect.objectContaining({ requirement: 'BF-18' }))
  })

  test('is refused before a hostile size is allocated', () => {
    for (const bytes of [-1, 0.5, Number.NaN, MAX_BYTES + 1, 2 ** 53])
      expect(codeOf(() => BloomFilter.withParameters({ bytes, hashes: 3 }))).toBe('ERR_FILTER_SIZE')
  })
})

describe('the union', () => {
  test('has the bits of adding both, and changes neither', () => {
    for (const bytes of [512, 600]) {
      const [a, b, both] = [0, 1, 2].map(() => BloomFilter.withParameters({ bytes, hashes: 5 }))
      a!.addMany(cids(100))
      b!.addMany(cids(100, 7000))
      both!.addMany([...cids(100), ...cids(100, 7000)])
      const before = [a!.toBytes(), b!.toBytes()]
      expect(a!.union(b!).bytes).toEqual(both!.bytes)
      expect([a!.bytes, b!.bytes]).toEqual(before)
      expect(a!.union(b!).hashes).toBe(5)
    }
  })

  test('with the empty filter is a copy, either way round', () => {
    const filter = BloomFilter.forCount(10)
    filter.addMany(cids(10))
    const before = filter.toBytes()
    for (const union of [filter.union(BloomFilter.empty()), BloomFilter.empty().union(filter)]) {
      expect([union.bytes, union.hashes]).toEqual([before, filter.hashes])
      union.addMany(cids(10, 300))
      expect(filter.bytes).toEqual(before)
    }
    expect(BloomFilter.empty().union(BloomFilter.empty()).isEmpty).toBe(true)
  })

  test('is refused for other parameters', () => {
    const filter = BloomFilter.withParameters({ bytes: 8, hashes: 3 })
    for (const parameters of [
      { bytes: 16, hashes: 3 },
      { bytes: 8, hashes: 4 },
    ])
      expect(codeOf(() => filter.union(BloomFilter.withParameters(parameters)))).toBe(
        'ERR_FILTER_MISMATCH',
      )
  })
})

describe('the estimate', () => {
  test('is the share of set bits to the power of the hashes', () => {
    const bytes = new Uint8Array([0xff, 0x0f, 0x80, 0x01, 0, 0, 0x55, 0])
    const filter = BloomFilter.fromBytes(bytes, 3)
    expect(filter.setBits()).toBe(18)
    expect(filter.estimatedRate()).toBeCloseTo((18 / 64) ** 3, 15)
    expect(BloomFilter.fromBytes(new Uint8Array(9).fill(0xff), 64).estimatedRate()).toBe(1)
  })

  test('counts every byte value right, wherever it stands and whatever the length', () => {
    for (let byte = 0; byte < 256; byte++) {
      const ones = byte.toString(2).replaceAll('0', '').length
      for (let length = 1; length <= 9; length++) {
        const bytes = new Uint8Array(20).fill(byte).subarray(3, 3 + length)
        expect(BloomFilter.fromBytes(bytes, 1).setBits()).toBe(length * ones)
      }
    }
  })

  test('passes the saturation point about where the capacity says', () => {
    const filter = BloomFilter.forCount(1000)
    const { capacity } = filter
    filter.addMany(cids(Math.floor(capacity * 0.95)))
    expect(filter.isSaturated(Math.floor(capacity * 0.95))).toBe(false)
    expect(filter.estimatedRate()).toBeLessThan(targetRate(1000))
    filter.addMany(cids(Math.ceil(capacity * 0.1), 1e6))
    expect(filter.isSaturated(Math.floor(capacity * 1.05))).toBe(true)
  })
})
