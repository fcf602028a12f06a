import type { Elements } from '@car-mirror/vectors'
import type { Area, Case } from '../area.js'
import { HELLO, identity, kind, numbered, SHORTEST } from './cids.js'

type Insert = Case<'insert'>

const SIXTEEN_MIB = 2 ** 24

function insert(
  name: string,
  requirements: readonly string[],
  [bytes, hashes, elements]: readonly [number, number, Elements],
  comment?: string,
): Insert {
  const input = { bytes, hashes, elements }
  return { name, requirements, input, ...(comment === undefined ? {} : { comment }) }
}

/** Members of a row of CIDs. */
function row(count: number, first = 0): Elements {
  return { cids: { first, count } }
}

/** What also has a result under the literal reading of the order of bits. */
export const small: readonly Insert[] = [
  insert('hello-64-bits', ['BF-12', 'BF-14'], [8, 2, [HELLO]]),
  insert('hello-one-hash', ['BF-12'], [8, 1, [HELLO]]),
  insert('hello-one-byte', ['BF-12'], [1, 1, [HELLO]]),
  insert('hello-two-bytes', ['BF-12', 'BF-14'], [2, 2, [HELLO]]),
  insert('hello-three-bytes', ['BF-12', 'BF-13'], [3, 2, [HELLO]]),
  insert('hello-75-bytes', ['BF-12', 'BF-13'], [75, 8, [HELLO]]),
  insert('hello-128-bytes', ['BF-12', 'BF-14'], [128, 8, [HELLO]]),
  insert('hello-2048-bytes', ['BF-12', 'BF-14'], [2048, 8, [HELLO]]),
  insert('index-0', ['BF-12'], [75, 1, [numbered(302)]], 'the one index is 0'),
  insert('highest-index', ['BF-12', 'BF-13'], [75, 1, [numbered(1941)]], 'the one index is 599'),
  insert('ten-elements', ['BF-12', 'BF-14'], [32, 18, row(10)]),
  insert('a-thousand-elements', ['BF-12', 'BF-14'], [4096, 23, row(1000)]),
]

const bits: Insert[] = [
  insert('no-element', ['BF-14'], [8, 2, []]),
  insert('empty-filter', ['BF-15'], [0, 0, []]),
  insert('same-element-twice', ['BF-14'], [8, 2, [HELLO, HELLO]]),
  insert('two-elements', ['BF-14'], [8, 2, [HELLO, numbered(29)]]),
  insert('two-elements-the-other-way-round', ['BF-14'], [8, 2, [numbered(29), HELLO]]),
  insert('same-index-twice', ['BF-14'], [8, 2, [numbered(2483)]], 'both indices are 45'),
  insert('64-hashes', ['BF-14', 'BF-17'], [128, 64, [HELLO]]),
  insert('saturated', ['BF-14'], [4, 16, row(20)], 'all bits are set, and stay so'),
  insert('nearly-saturated', ['BF-14'], [16, 8, row(40)]),
]

const elements: Insert[] = [
  insert('version-0', ['BF-1'], [8, 4, [kind('v0')]]),
  insert('version-0-and-1', ['BF-1'], [8, 4, [kind('v0'), kind('dag-pb')]]),
  insert('one-digest-two-codecs', ['BF-1'], [8, 4, [HELLO, kind('dag-json')]]),
  insert('shortest', ['BF-1', 'BF-2'], [8, 4, [SHORTEST]]),
  insert('above-128-bytes', ['BF-2'], [16, 8, [identity(125), identity(200)]]),
  insert('above-240-bytes', ['BF-2'], [16, 8, [identity(236), identity(1019)]]),
]

const sizes: Insert[] = [
  insert('rehash-for-the-first', ['BF-5', 'BF-11'], [33, 4, [numbered(0)]]),
  insert('sample-is-the-size', ['BF-8'], [3, 2, [numbered(51)]]),
  insert('rest-of-a-hash', ['BF-10'], [9, 2, [numbered(1202)]]),
  insert('five-bytes', ['BF-6', 'BF-9'], [5, 3, row(4)]),
  insert('137-bytes', ['BF-6', 'BF-9'], [137, 12, row(20)]),
  insert('5000-bytes', ['BF-9', 'BF-13'], [5000, 7, row(1000)]),
  insert('8193-bytes', ['BF-9', 'BF-10', 'BF-11'], [8193, 9, row(1000)]),
  insert('five-thousand-elements', ['BF-5', 'BF-14'], [16_384, 19, row(5000)]),
  insert('a-mebibyte', ['BF-7', 'BF-14'], [2 ** 20, 24, row(500, 7000)]),
  insert('16-mib', ['BF-18'], [SIXTEEN_MIB, 26, row(20)]),
]

const refused: Insert[] = [
  { ...insert('no-hashes', ['BF-17'], [8, 0, []]), result: 'invalid', error: 'filter-hashes' },
  { ...insert('65-hashes', ['BF-17'], [8, 65, []]), result: 'invalid', error: 'filter-hashes' },
  {
    ...insert('16-mib-and-a-byte', ['BF-18'], [SIXTEEN_MIB + 1, 26, []]),
    result: 'invalid',
    error: 'filter-size',
  },
]

export const filterInsertArea: Area<'insert'> = {
  area: 'filter-insert',
  profile: 'spec',
  layer: 'codec',
  operation: 'insert',
  about: 'The bytes of a filter of this size and hash count after the elements were inserted.',
  cases: [...small, ...bits, ...elements, ...sizes, ...refused],
}
