import type { Area, Case } from '../area.js'
import { HELLO } from './cids.js'
import { counting } from './inputs.js'

/** Both sides of every length at which XXH3 takes another way, and of its stripes and blocks. */
const LENGTHS = [
  0, 1, 3, 4, 8, 9, 16, 17, 32, 36, 64, 128, 129, 192, 240, 241, 256, 257, 512, 1024, 1025, 4096,
]

/** Above 240 bytes no seed is often a way of its own. */
const SEEDLESS = [0, 36, 240, 241, 1025, 4096]

const SEEDS = [0, 1, 2, 3, 4, 5, 6, 7, 63, 64, 2 ** 16, 2 ** 31, 2 ** 32 - 1]

function ofLength(length: number, seed: number, name: string): Case<'xxh3'> {
  return {
    name: `${length}-bytes-${name}`,
    requirements: ['BF-2'],
    input: { element: counting(length), seed },
  }
}

export const xxh3Area: Area<'xxh3'> = {
  area: 'xxh3',
  profile: 'spec',
  layer: 'codec',
  operation: 'xxh3',
  about:
    'XXH3-64 with the default secret and a seed. The hash is written as the number that it is: most ' +
    'significant digit first. Filters come to seeds of three digits; the larger ones show whether a ' +
    'seed is taken for what it is.',
  cases: [
    ...SEEDLESS.map((length) => ofLength(length, 0, 'without-seed')),
    ...LENGTHS.map((length) => ofLength(length, 2 ** 32 - 1, 'with-the-largest-seed')),
    ...SEEDS.map((seed) => ({
      name: `hello-seed-${seed}`,
      requirements: ['BF-2', 'BF-3'],
      input: { element: HELLO, seed },
    })),
  ],
}
