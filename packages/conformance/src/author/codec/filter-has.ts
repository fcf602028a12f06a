import type { Bytes, Elements } from '@car-mirror/vectors'
import type { Area, Case } from '../area.js'
import { HELLO, identity, kind, numbered } from './cids.js'
import { joined, type Piece, times } from './inputs.js'

type Has = Case<'has'>

const SIXTEEN_MIB = 2 ** 24

/** Bits of "hello": what two hashes draw of 64, eight of 1,024 and of 600, three of 2^27. */
const OF_64 = '0000000000200400'
const OF_1024 = [941, 306, 930, 142, 752, 42, 313, 856]
const OF_600 = [86, 306, 317, 142, 210, 42, 313, 166]
const OF_16_MIB = [66_149_293, 67_981_618, 125_106_082]

/** A filter of 18 hashes with the first ten of a row of CIDs, and two others that hit it. */
const TEN = '02246c6b80c0c5a90236995f6afb73267565d91ebe85c1c6f4b5887ec0f7183e'
const HIT_TEN = [118_821, 187_138]

/** A filter of 600 bits and 8 hashes with the first thirty, and three others that hit it. */
const THIRTY =
  'a04f2c4080ac9106498cb4200063420a0904cc03b60c51433010482170365055' +
  '63044b1080610869822ac664b00228102010080661de6884835474508d8ac86e' +
  '022b5470a415040b4e7820'
const HIT_THIRTY = [7840, 15_124, 15_125]

function has(
  name: string,
  requirements: readonly string[],
  [bytes, hashes, elements]: readonly [Bytes, number, Elements],
  comment?: string,
): Has {
  const input = { filter: { bytes, hashes }, elements }
  return { name, requirements, input, ...(comment === undefined ? {} : { comment }) }
}

function refused(name: string, error: 'filter-hashes' | 'filter-size', filter: [Bytes, number]) {
  const requirements = error === 'filter-size' ? ['BF-18'] : ['BF-17', 'SEC-1']
  const [bytes, hashes] = filter
  return { ...has(name, requirements, [bytes, hashes, [HELLO]]), result: 'invalid', error } as const
}

function row(count: number, first = 0): Elements {
  return { cids: { first, count } }
}

/** Bytes in which only these bits are set, or all but these. */
function bits(size: number, indices: readonly number[], unset = 0x00): Bytes {
  const bytes = new Map<number, number>()
  for (const index of indices) {
    const at = index >> 3
    bytes.set(at, (bytes.get(at) ?? unset) ^ (1 << (index & 7)))
  }
  const pieces: Piece[] = []
  let end = 0
  for (const [at, byte] of [...bytes].sort(([a], [b]) => a - b)) {
    pieces.push(times(at - end, Uint8Array.of(unset)), Uint8Array.of(byte))
    end = at + 1
  }
  return joined(...pieces, times(size - end, Uint8Array.of(unset)))
}

const membership: Has[] = [
  has('member', ['BF-12', 'BF-14'], [OF_64, 2, [HELLO]]),
  has('absentees', ['BF-14'], [OF_64, 2, row(16)]),
  has('bits-mirrored-in-bytes', ['BF-12'], ['0000000000042000', 2, [HELLO]]),
  has('bytes-reversed', ['BF-12'], ['0004200000000000', 2, [HELLO]]),
  has('only-the-first-bit', ['BF-14'], [bits(8, [45]), 2, [HELLO]]),
  has('only-the-second-bit', ['BF-14'], [bits(8, [50]), 2, [HELLO]]),
  has('only-the-first-bit-and-one-hash', ['BF-14'], [bits(8, [45]), 1, [HELLO]]),
  has(
    'same-index-twice',
    ['BF-14'],
    [bits(8, [45]), 2, [numbered(2483), HELLO]],
    'both indices of the first are 45',
  ),
  has(
    'false-positives',
    ['BF-14'],
    [OF_64, 2, [816, 2483, 53, 29].map(numbered)],
    'searched: two that hit, one with only its first bit set, one with only its second',
  ),
  has('eight-bits', ['BF-14'], [bits(128, OF_1024), 8, [HELLO]]),
  has('eight-bits-and-nine-hashes', ['BF-14'], [bits(128, OF_1024), 9, [HELLO]]),
  has('all-but-the-first-bit', ['BF-14'], [bits(128, [941], 0xff), 8, [HELLO]]),
  has('all-but-the-fifth-bit', ['BF-14'], [bits(128, [752], 0xff), 8, [HELLO]]),
  has('all-but-the-last-bit', ['BF-14'], [bits(128, [856], 0xff), 8, [HELLO]]),
  has('last-bit-is-not-looked-at', ['BF-14'], [bits(128, [856], 0xff), 7, [HELLO]]),
  has('ten-and-twenty-others', ['BF-14'], [TEN, 18, row(30)]),
  has('false-positives-of-ten', ['BF-14'], [TEN, 18, HIT_TEN.map(numbered)]),
  has('no-bits', ['BF-14'], ['0000000000000000', 64, [HELLO, numbered(1)]]),
  has('all-bits', ['BF-14', 'BF-17'], ['ffffffffffffffff', 64, [HELLO, numbered(1), kind('v0')]]),
  has('one-digest-two-cids', ['BF-1'], [OF_64, 2, [kind('dag-json'), kind('v0'), HELLO]]),
  has('elements-of-every-length', ['BF-2'], [OF_64, 2, [4, 13, 60, 125, 236].map(identity)]),
]

const sizes: Has[] = [
  has('600-bits', ['BF-9', 'BF-13', 'BF-20'], [bits(75, OF_600), 8, [HELLO]]),
  has('thirty-and-thirty-others', ['BF-9', 'BF-20'], [THIRTY, 8, row(60)]),
  has('false-positives-of-thirty', ['BF-9', 'BF-20'], [THIRTY, 8, HIT_THIRTY.map(numbered)]),
  has('24-bits', ['BF-9', 'BF-13', 'BF-20'], ['046004', 4, [HELLO, numbered(1)]]),
  has(
    'rehash',
    ['BF-11', 'BF-20'],
    [bits(33, [130, 196, 90, 153]), 4, [numbered(0)]],
    'no sample of the hash with seed 0 fits',
  ),
  has('sample-is-the-size', ['BF-8', 'BF-20'], [bits(3, [13, 8]), 2, [numbered(51)]]),
  has('16-mib', ['BF-18'], [bits(SIXTEEN_MIB, OF_16_MIB), 3, [HELLO, numbered(1)]]),
]

const empty: Has[] = [0, 1, 3, 65, 2 ** 32 - 1].map((hashes) =>
  has(`no-bytes-and-${hashes}-hashes`, ['BF-16'], ['', hashes, [HELLO, numbered(1)]]),
)

const bounds: Has[] = [
  has('one-hash', ['BF-17'], [OF_64, 1, [HELLO]]),
  has('64-hashes', ['BF-17'], [OF_64, 64, [HELLO]]),
  refused('0-hashes', 'filter-hashes', [OF_64, 0]),
  refused('0-hashes-and-no-bits', 'filter-hashes', ['00', 0]),
  refused('65-hashes', 'filter-hashes', [OF_64, 65]),
  refused('all-bits-and-256-hashes', 'filter-hashes', ['ff', 256]),
  refused('all-bits-and-257-hashes', 'filter-hashes', ['ff', 257]),
  refused('all-bits-and-4294967295-hashes', 'filter-hashes', ['ff', 2 ** 32 - 1]),
  refused('16-mib-and-a-byte', 'filter-size', [bits(SIXTEEN_MIB + 1, OF_16_MIB), 3]),
]

export const filterHasArea: Area<'has'> = {
  area: 'filter-has',
  profile: 'spec',
  layer: 'codec',
  operation: 'has',
  about:
    'Which elements a filter from a peer has. The filters were put together bit by bit, false ' +
    'positives among them were searched for.',
  cases: [...membership, ...sizes, ...empty, ...bounds],
}
