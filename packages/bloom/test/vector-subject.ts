import { categoryOf } from '@car-mirror/fixtures'
import { type Category, type Subject, toBytes, toElements, toHex } from '@car-mirror/vectors'
import type * as Bloom from '../src/index.js'

/** The package, as it was loaded, to the vectors. */
export function vectorSubject({
  BloomError,
  BloomFilter,
  indices,
  parametersFor,
  xxh3,
}: typeof Bloom): Subject {
  function refusing<V>(action: () => V): { value: V } | { error: Category | 'unspecified' } {
    try {
      return { value: action() }
    } catch (error) {
      if (!(error instanceof BloomError)) throw error
      return { error: categoryOf(error) }
    }
  }

  return {
    xxh3: ({ element, seed }) => {
      const halves = new Uint32Array(2)
      xxh3(toBytes(element), seed, halves)
      const [low, high] = Array.from(halves, (half) => half.toString(16).padStart(8, '0'))
      return { value: { hash: `${high}${low}` } }
    },
    indices: ({ element, ...parameters }) =>
      refusing(() => ({ indices: indices(toBytes(element), parameters) })),
    parameters: ({ count }) => refusing(() => parametersFor(count)),
    insert: ({ elements, ...parameters }) =>
      refusing(() => {
        const filter = BloomFilter.withParameters(parameters)
        filter.addMany(toElements(elements))
        return { filter: toHex(filter.bytes) }
      }),
    has: ({ filter, elements }) =>
      refusing(() => {
        const received = BloomFilter.fromBytes(toBytes(filter.bytes), filter.hashes)
        return { has: toElements(elements).map((element) => received.has(element)) }
      }),
    union: ({ a, b }) =>
      refusing(() => {
        const [left, right] = [a, b].map((filter) =>
          BloomFilter.fromBytes(toBytes(filter.bytes), filter.hashes),
        )
        const both = left!.union(right!)
        return { filter: { bytes: toHex(both.bytes), hashes: both.hashes } }
      }),
  }
}
