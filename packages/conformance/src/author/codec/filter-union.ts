import type { Bytes, Filter } from '@car-mirror/vectors'
import type { Area, Case } from '../area.js'
import { joined, times } from './inputs.js'

const NONE = filter('', 0)

function filter(bytes: Bytes, hashes: number): Filter<Bytes> {
  return { bytes, hashes }
}

function union(name: string, a: Filter<Bytes>, b: Filter<Bytes>): Case<'union'> {
  return { name, requirements: ['BF-24'], input: { a, b } }
}

function mismatch(name: string, a: Filter<Bytes>, b: Filter<Bytes>): Case<'union'> {
  return { ...union(name, a, b), result: 'invalid', error: 'filter-mismatch' }
}

export const filterUnionArea: Area<'union'> = {
  area: 'filter-union',
  profile: 'spec',
  layer: 'codec',
  operation: 'union',
  about: 'Two filters become one that has what either has.',
  cases: [
    union('bits-apart', filter('0f01', 3), filter('f080', 3)),
    union('bits-in-common', filter('0ff1', 3), filter('1ee3', 3)),
    union('nothing-to-add', filter('ff7f', 64), filter('0100', 64)),
    union('no-bits', filter('0000', 1), filter('0000', 1)),
    union('three-bytes', filter('800001', 2), filter('018002', 2)),
    union(
      'two-kibibytes',
      filter(joined('01', times(2046, '00'), '80'), 8),
      filter(joined(times(1024, '0110')), 8),
    ),
    union('left-is-empty', NONE, filter('0102', 5)),
    union('right-is-empty', filter('0102', 5), NONE),
    union('both-are-empty', NONE, NONE),
    {
      ...union('empty-with-hashes', filter('', 3), filter('0102', 5)),
      requirements: ['BF-16', 'BF-24'],
      comment: 'no bytes are the empty filter, whatever its hash count',
    },
    mismatch('other-size', filter('0102', 5), filter('010200', 5)),
    mismatch('other-hash-count', filter('0102', 5), filter('0102', 4)),
    mismatch('size-doubled', filter('01', 5), filter('0100', 5)),
    mismatch('no-bits-and-other-hash-count', filter('0102', 5), filter('0000', 6)),
  ],
}
