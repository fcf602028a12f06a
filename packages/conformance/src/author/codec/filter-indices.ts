import type { Hex } from '@car-mirror/vectors'
import type { Area, Case } from '../area.js'
import { HELLO, identity, kinds, numbered, SHORTEST } from './cids.js'

type Draw = Case<'indices'>

function draw(
  name: string,
  requirements: readonly string[],
  [bytes, hashes, element]: readonly [number, number, Hex],
  comment?: string,
): Draw {
  const input = { element, bytes, hashes }
  return { name, requirements, input, ...(comment === undefined ? {} : { comment }) }
}

const golden: Draw[] = [
  draw('hello-16384-bits', ['BF-3', 'BF-4', 'BF-5', 'BF-7'], [2048, 8, HELLO]),
  draw('hello-1024-bits', ['BF-3', 'BF-4', 'BF-5', 'BF-7'], [128, 8, HELLO]),
  draw('hello-64-bits', ['BF-3', 'BF-4', 'BF-5'], [8, 2, HELLO]),
  draw('hello-600-bits', ['BF-8', 'BF-9', 'BF-11'], [75, 8, HELLO]),
  draw('hello-24-bits', ['BF-8', 'BF-9', 'BF-13'], [3, 8, HELLO]),
]

/** Every width of a sample from 3 to 27 bits; the first fits always. */
const powers = Array.from({ length: 25 }, (_, power) => {
  const bytes = 2 ** power
  return draw(`${8 * bytes}-bits`, ['BF-6', 'BF-7'], [bytes, 4, numbered(power)])
})

/** Beside powers of two, where a width is soonest one too many or too few, and between them. */
const OTHER_SIZES = [
  ...[5, 6, 7, 9, 15, 17, 125, 127, 129, 137, 1025, 2047, 100_000],
  ...[2 ** 21 - 1, 2 ** 21 + 1, 2 ** 23 + 1, 12 * 2 ** 20, 2 ** 24 - 1],
]

const others = OTHER_SIZES.map((bytes, i) =>
  draw(`${8 * bytes}-bits`, ['BF-6', 'BF-9', 'BF-11', 'BF-13'], [bytes, 16, numbered(100 + i)]),
)

const counts: Draw[] = [
  draw('one-hash', ['BF-4'], [4096, 1, HELLO]),
  draw('three-hashes', ['BF-5'], [4096, 3, HELLO]),
  draw('63-hashes', ['BF-5', 'BF-17'], [4096, 63, HELLO]),
  draw('64-hashes', ['BF-5', 'BF-17'], [4096, 64, HELLO]),
  draw(
    '64-hashes-of-one-byte',
    ['BF-5', 'BF-7'],
    [1, 64, numbered(3)],
    'an index that is drawn again counts again',
  ),
  draw('64-hashes-with-rehashes', ['BF-5', 'BF-11'], [33, 64, numbered(4)]),
  draw('64-hashes-of-the-largest-filter', ['BF-5', 'BF-18'], [2 ** 24, 64, numbered(5)]),
]

const elements: Draw[] = [
  ...Object.entries(kinds).map(([name, cid]) => draw(`element-${name}`, ['BF-1'], [128, 4, cid])),
  draw('element-shortest', ['BF-1', 'BF-2'], [128, 4, SHORTEST]),
  ...[1, 12, 124, 125, 235, 236, 1019].map((length) =>
    draw(`element-identity-of-${length}`, ['BF-1', 'BF-2'], [128, 4, identity(length)]),
  ),
  draw('element-long-with-rehashes', ['BF-2', 'BF-11'], [33, 16, identity(300)]),
]

/** Elements that were searched for what their hashes do. */
const searched: Draw[] = [
  draw(
    'rehash-for-the-first',
    ['BF-5', 'BF-11'],
    [33, 4, numbered(0)],
    'no sample of the hash with seed 0 fits; the second index takes seed 2, not 1',
  ),
  draw(
    'rehash-in-the-middle',
    ['BF-5', 'BF-11'],
    [8193, 6, numbered(2)],
    'no sample of the hash with seed 2 fits',
  ),
  draw(
    'rehash-for-the-last',
    ['BF-5', 'BF-11'],
    [137, 4, numbered(12)],
    'no sample of the hash with seed 3 fits',
  ),
  draw(
    'three-rehashes-in-a-row',
    ['BF-10', 'BF-11'],
    [8193, 2, numbered(1692)],
    'no sample of the hashes with the seeds 0, 1 and 2 fits; each leaves 13 bits over',
  ),
  draw(
    'five-rehashes-in-a-row',
    ['BF-10', 'BF-11'],
    [8_388_609, 1, numbered(257)],
    'no sample of the hashes with the seeds 0 to 4 fits; each leaves 10 bits over',
  ),
  draw(
    'rest-of-one-bit',
    ['BF-10'],
    [9, 2, numbered(1202)],
    'none of nine samples fits; the one bit that is left would',
  ),
  draw(
    'rest-of-four-bits',
    ['BF-10'],
    [5, 2, numbered(5237)],
    'none of ten samples fits; the four bits that are left would',
  ),
  draw(
    'no-rest',
    ['BF-10', 'BF-11'],
    [4097, 2, numbered(7)],
    'four samples of 16 bits are all of the hash, and none fits',
  ),
  draw(
    'last-sample-up-to-the-top',
    ['BF-9', 'BF-10'],
    [4097, 2, numbered(40)],
    'only the last of four samples of 16 bits fits, which ends with the hash',
  ),
  draw(
    'last-sample-before-a-rest',
    ['BF-9', 'BF-10'],
    [8193, 2, numbered(7)],
    'only the last of three samples of 17 bits fits',
  ),
  draw(
    'last-sample-of-six',
    ['BF-9', 'BF-10'],
    [65, 2, numbered(14)],
    'only the last of six samples of 10 bits fits',
  ),
  draw('sample-is-24-of-24', ['BF-8'], [3, 2, numbered(51)], 'the first sample is 24'),
  draw('sample-is-600-of-600', ['BF-8'], [75, 2, numbered(2456)], 'the first sample is 600'),
  draw(
    'sample-is-65544-of-65544',
    ['BF-8'],
    [8193, 2, numbered(158_145)],
    'the first sample is 65,544',
  ),
  draw(
    'second-sample-is-24-of-24',
    ['BF-8', 'BF-9'],
    [3, 2, numbered(234)],
    'the first two samples are 26 and 24',
  ),
  draw(
    'last-sample-is-520-of-520',
    ['BF-8', 'BF-11'],
    [65, 2, numbered(35_530)],
    'the first five samples are above 520, the last is 520',
  ),
  draw('sample-is-the-highest-index', ['BF-8'], [75, 2, numbered(1941)], 'the first sample is 599'),
  draw('sample-is-index-0', ['BF-8'], [75, 2, numbered(302)], 'the first sample is 0'),
]

export const filterIndicesArea: Area<'indices'> = {
  area: 'filter-indices',
  profile: 'spec',
  layer: 'codec',
  operation: 'indices',
  about:
    'The indices of an element in a filter of so many bytes and hashes, in the order in which they ' +
    'are drawn, repeats included. An implementation that does not show its indices can leave this ' +
    'file out: filter-insert depends on every one of them.',
  cases: [...golden, ...powers, ...others, ...counts, ...elements, ...searched],
}
