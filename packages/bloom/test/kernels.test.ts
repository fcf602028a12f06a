import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { javascript } from '../src/javascript-kernel.js'
import type { Kernel } from '../src/kernel.js'
import { scalar, simd } from '../src/wasm-bytes.js'
import { wasmKernel } from '../src/wasm-kernel.js'
import { secret } from '../src/xxh3-constants.js'
import { cids, noise, oracleIndices, take } from './support.js'

const modules = { simd: await compiled(simd), scalar: await compiled(scalar) }
const kernels: Record<string, () => Kernel> = {
  simd: () => wasmKernel('simd', modules.simd),
  scalar: () => wasmKernel('scalar', modules.scalar),
  javascript: () => javascript,
}

/** In the background, which goes where `new WebAssembly.Module` is forbidden for the rest of the suite. */
function compiled(base64: string): Promise<WebAssembly.Module> {
  return WebAssembly.compile(Buffer.from(base64, 'base64'))
}

/** The table after an insertion, by the slow selection over the native hash. */
function expectedTable(bytes: number, hashes: number, elements: Iterable<Uint8Array>): Uint8Array {
  const table = new Uint8Array(bytes)
  for (const element of elements)
    for (const index of take(hashes, oracleIndices(element, 8 * bytes)))
      table[index >> 3]! |= 1 << (index & 7)
  return table
}

/** Bit patterns of equal length differ; arrays of millions compare slowly one by one. */
function expectSame(actual: Uint8Array, expected: Uint8Array): void {
  expect(Buffer.compare(actual, expected)).toBe(0)
}

test('the modules that are embedded are those that the source compiles to', async () => {
  const compile = fileURLToPath(new URL('../wasm/compile.mjs', import.meta.url))
  await promisify(execFile)(process.execPath, [compile, '--check'])
})

test('an element is given up, not hashed wrong, when its seeds run out', () => {
  // Of an index under 2^26 + 8 in samples of 27 bits, one hash in four has none: 300 take about 400.
  for (const module of Object.values(modules)) {
    // biome-ignore lint/suspicious/noExplicitAny: the exports as they are
    const exports = new WebAssembly.Instance(module).exports as any
    const words = new Int32Array(exports.memory.buffer)
    words.set([exports.INPUT.value, 36, 0], exports.SLOTS.value / 4)
    expect(exports.select(1, 2 ** 26 + 8, 300)).toBe(1)
    expect(words[exports.SLOTS.value / 4 + 2]).toBe(exports.SEED_LIMIT.value)
  }
})

describe.each(Object.keys(kernels))('the %s kernel', (name) => {
  let kernel: Kernel
  beforeEach(() => {
    kernel = kernels[name]!()
  })

  test('is what it says', () => {
    expect(kernel.name).toBe(name)
  })

  test('sets and finds the bits of the slow selection, for any elements and parameters', () => {
    const element = fc.oneof(
      fc.uint8Array({ minLength: 36, maxLength: 36 }),
      fc.uint8Array({ maxLength: 300 }),
    )
    const elements = fc.array(element, { maxLength: 30 })
    const bytes = fc.oneof(
      fc.integer({ min: 0, max: 10 }).map((exponent) => 2 ** exponent),
      fc.integer({ min: 1, max: 600 }),
    )
    const hashes = fc.integer({ min: 1, max: 64 })
    fc.assert(
      fc.property(elements, elements, bytes, hashes, (added, others, bytes, hashes) => {
        const table = new Uint8Array(bytes)
        kernel.insertMany(table, hashes, added)
        expect(table).toEqual(expectedTable(bytes, hashes, added))
        const asked = [...others, ...added]
        const has = asked.map((element) =>
          take(hashes, oracleIndices(element, 8 * bytes)).every(
            (index) => (table[index >> 3]! >> (index & 7)) & 1,
          ),
        )
        expect(asked.map((element) => kernel.contains(table, hashes, element))).toEqual(has)
        expect([...kernel.containsEach(table, hashes, asked)]).toEqual(has.map(Number))
      }),
      { numRuns: 200 },
    )
  })

  test('agrees at every length 0..300', () => {
    const elements = Array.from({ length: 301 }, (_, length) => noise(length, length + 1))
    for (const [bytes, hashes] of [
      [2 ** 14, 20],
      [10_007, 13],
    ] as const) {
      const table = new Uint8Array(bytes)
      kernel.insertMany(table, hashes, elements)
      expectSame(table, expectedTable(bytes, hashes, elements))
      expect([...kernel.containsEach(table, hashes, elements)]).toEqual(elements.map(() => 1))
      expect(elements.every((element) => kernel.contains(table, hashes, element))).toBe(true)
    }
  })

  test('agrees at every width of an index, at and around the power of two', () => {
    for (let width = 3; width <= 27; width++) {
      const power = 2 ** (width - 3)
      for (const bytes of [power - 1, power, power + 1, Math.floor(power * 0.75)]) {
        if (bytes < 1 || bytes > 2 ** 24) continue
        const [table, zeros] = [new Uint8Array(bytes), new Uint8Array(bytes)]
        for (const element of cids(2, 31 * width)) {
          kernel.insertMany(table, 64, [element])
          const expected = new Set(take(64, oracleIndices(element, 8 * bytes)))
          let found = 0
          for (const index of expected) found += (table[index >> 3]! >> (index & 7)) & 1
          expect(found).toBe(expected.size)
          expect(kernel.contains(table, 64, element)).toBe(true)
          for (const index of expected) table[index >> 3]! &= ~(1 << (index & 7))
          expectSame(table, zeros)
        }
      }
    }
  })

  test('takes more elements than go over at once, of any lengths, into tables of any size', () => {
    const elements = [...cids(400), ...Array.from({ length: 100 }, (_, i) => noise(3 * i, i + 1))]
    elements.push(...cids(350, 5000))
    for (const [bytes, hashes] of [
      [1, 64],
      [4096, 20],
      [4099, 64],
      [200_000, 20],
      [2 ** 24, 3],
    ] as const) {
      const before = new Uint8Array(bytes)
      before[bytes >> 1] = 0x10
      const table = before.slice()
      kernel.insertMany(table, hashes, elements)
      const expected = expectedTable(bytes, hashes, elements)
      expected[bytes >> 1]! |= 0x10
      expectSame(table, expected)
      expect([...kernel.containsEach(table, hashes, elements)]).toEqual(elements.map(() => 1))
    }
  })

  test('takes so many that a table is moved for them, up to the largest that is, and beyond', () => {
    const elements = cids(20_003)
    for (const bytes of [2 ** 22, 2 ** 22 + 1]) {
      const table = new Uint8Array(bytes)
      kernel.insertMany(table, 1, elements)
      expectSame(table, expectedTable(bytes, 1, elements))
    }
  })

  test('hashes elements whose fixed product leaves no room for a carry', () => {
    // Keyed, the first 16 bytes become two numbers whose product has a third word that any carry runs
    // over, or only the largest carries do: 2^32 and (2^32 - 1) 2^32; 2^32 + 2^16 - 16 and
    // (2^32 - 2^15) 2^32.
    const any = Uint8Array.of(0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255)
    const largest = Uint8Array.of(240, 255, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 128, 255, 255)
    const elements = Array.from({ length: 224 }, (_, i) => {
      const element = noise(17 + (i >> 1))
      const keyed = i % 2 === 0 ? any : largest
      for (const [at, byte] of keyed.entries()) element[at] = byte ^ secret[at]!
      return element
    })
    const mixed = elements.flatMap((element, i) => [element, noise(36, i + 1)])
    for (const bytes of [2 ** 13, 8191]) {
      const table = new Uint8Array(bytes)
      kernel.insertMany(table, 20, mixed)
      expectSame(table, expectedTable(bytes, 20, mixed))
      expect([...kernel.containsEach(table, 20, mixed)]).toEqual(mixed.map(() => 1))
      expect(elements.every((element) => kernel.contains(table, 20, element))).toBe(true)
    }
  })

  test('serves filters in turn, each with its own bits', () => {
    const shapes = [
      [512, 20],
      [517, 7],
      [70_000, 20],
      [2 ** 23, 5],
    ] as const
    const tables = shapes.map(([bytes]) => new Uint8Array(bytes))
    const added: Uint8Array[][] = shapes.map(() => [])
    for (let round = 0; round < 12; round++)
      for (const [i, [, hashes]] of shapes.entries()) {
        const news = cids([1, 60, 300][round % 3]!, 1000 * round + 100_000 * i)
        kernel.insertMany(tables[i]!, hashes, news)
        added[i]!.push(...news)
        expect(kernel.contains(tables[i]!, hashes, news[0]!)).toBe(true)
      }
    for (const [i, [bytes, hashes]] of shapes.entries())
      expectSame(tables[i]!, expectedTable(bytes, hashes, added[i]!))
  })

  test('may be used by the iterable that it adds from, for the same filter and for others', () => {
    const [bytes, hashes] = [2048, 9]
    const table = new Uint8Array(bytes)
    const other = new Uint8Array(bytes)
    function* elements(): Generator<Uint8Array> {
      for (const [i, cid] of cids(700).entries()) {
        yield cid
        if (i % 150 !== 149) continue
        const [mine, theirs] = cids(2, 10_000 + i)
        kernel.insertMany(table, hashes, [mine!])
        kernel.insertMany(other, hashes, [theirs!])
        expect(kernel.contains(table, hashes, mine!)).toBe(true)
        expect([...kernel.containsEach(other, hashes, [theirs!])]).toEqual([1])
      }
    }
    kernel.insertMany(table, hashes, elements())
    const inner = [149, 299, 449, 599].map((i) => cids(2, 10_000 + i))
    const mine = [...cids(700), ...inner.map(([first]) => first!)]
    expectSame(table, expectedTable(bytes, hashes, mine))
    const theirs = inner.map(([, second]) => second!)
    expectSame(other, expectedTable(bytes, hashes, theirs))
  })

  test('keeps what it was given before the iterable failed, and works on', () => {
    for (const count of [3, 500]) {
      const table = new Uint8Array(4096)
      function* failing(): Generator<Uint8Array> {
        yield* cids(count)
        throw new Error('no more')
      }
      expect(() => kernel.insertMany(table, 11, failing())).toThrow('no more')
      expectSame(table, expectedTable(4096, 11, cids(count)))
      kernel.insertMany(table, 11, cids(200, 9000))
      expectSame(table, expectedTable(4096, 11, [...cids(count), ...cids(200, 9000)]))
    }
  })

  test('is not confused by what was asked before an error', () => {
    const table = new Uint8Array(4096)
    kernel.insertMany(table, 11, cids(100))
    const asked = [...cids(10, 5000), undefined as unknown as Uint8Array]
    expect(() => kernel.containsEach(table, 11, asked)).toThrow(TypeError)
    expect(kernel.contains(table, 11, cids(1)[0]!)).toBe(true)
    expect(() => kernel.containsEach(table, 11, asked)).toThrow(TypeError)
    kernel.insertMany(table, 11, cids(100, 200))
    expectSame(table, expectedTable(4096, 11, [...cids(100), ...cids(100, 200)]))
  })
})
