import { BloomFilter, indices, parametersFor, xxh3 } from '@car-mirror/bloom'
import { fromHex, toHex } from '@car-mirror/vectors'
import type { Handlers } from '../answer-lines.js'
import { attempt } from './refusals.js'

/** The filter. Elements are binary CIDs; sizes are in bytes, 8 bits each. */
export const filterHandlers = {
  xxh3: ({ element, seed }) => {
    const halves = new Uint32Array(2)
    xxh3(fromHex(element), seed, halves)
    const [low, high] = Array.from(halves, (half) => half.toString(16).padStart(8, '0'))
    return { value: { hash: `${high}${low}` } }
  },

  indices: ({ element, bytes, hashes }) =>
    attempt(() => ({ indices: [...indices(fromHex(element), { bytes, hashes })] })),

  // The port's own policy: how large a filter it makes for so many elements.
  parameters: ({ count }) => attempt(() => parametersFor(count)),

  insert: ({ bytes, hashes, elements }) =>
    attempt(() => {
      const filter = BloomFilter.withParameters({ bytes, hashes })
      filter.addMany(elements.map(fromHex))
      return { filter: toHex(filter.bytes) }
    }),

  // A filter as a peer sent it: what the port would refuse is refused here.
  has: ({ filter, elements }) =>
    attempt(() => {
      const received = BloomFilter.fromBytes(fromHex(filter.bytes), filter.hashes)
      return { has: elements.map((element) => received.has(fromHex(element))) }
    }),

  union: ({ a, b }) =>
    attempt(() => {
      const [left, right] = [a, b].map(({ bytes, hashes }) =>
        BloomFilter.fromBytes(fromHex(bytes), hashes),
      )
      const both = left!.union(right!)
      return { filter: { bytes: toHex(both.bytes), hashes: both.hashes } }
    }),
} satisfies Handlers
