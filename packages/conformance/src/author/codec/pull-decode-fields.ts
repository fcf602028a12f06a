import { HELLO, kind } from './cids.js'
import { times } from './inputs.js'
import {
  type BodyCase,
  DR,
  LINK,
  link,
  NO_FILTER,
  ONE_ROOT,
  RS,
  refused,
  SHORT_LINK,
  TEXT,
} from './message-bodies.js'

const ROOTS = `${RS} ${ONE_ROOT}`

type Row = readonly [name: string, digits: string]

const shapes: Row[] = [
  ['list', `83 40 00 81 ${LINK}`],
  ['number', '03'],
  ['null', 'f6'],
  ['link', LINK],
  ['empty-map', 'a0'],
]

const fields: Row[] = [
  ['no-filter-bytes', `a2 62626b 00 ${ROOTS}`],
  ['filter-bytes-of-text', `a3 626262 60 62626b 00 ${ROOTS}`],
  ['filter-bytes-of-base64-text', `a3 626262 64 41413d3d 62626b 01 ${ROOTS}`],
  ['no-hash-count', `a2 626262 40 ${ROOTS}`],
  ['hash-count-of-text', `a3 626262 41ff 62626b 6133 ${ROOTS}`],
  ['hash-count-true', `a3 626262 41ff 62626b f5 ${ROOTS}`],
  ['hash-count-of-one-and-a-half', `a3 626262 41ff 62626b fb3ff8000000000000 ${ROOTS}`],
  ['hash-count-real-beside-no-bytes', `a3 626262 40 62626b fb3ff8000000000000 ${ROOTS}`],
  ['hash-count-of-three-as-real', `a3 626262 41ff 62626b fb4008000000000000 ${ROOTS}`],
  ['no-roots-field', `a2 ${NO_FILTER}`],
  ['roots-a-link', `a3 ${NO_FILTER} ${RS} ${LINK}`],
  ['roots-a-map', `a3 ${NO_FILTER} ${RS} a0`],
  ['key-in-capitals', `a3 626262 40 62626b 00 625253 81 ${LINK}`],
  ['fields-below-proto', `a1 695f5f70726f746f5f5f a3 ${NO_FILTER} ${ROOTS}`],
]

const notLinks: Row[] = [
  ['root-of-text', TEXT],
  ['root-of-bytes', `5824 ${HELLO}`],
  ['root-of-bytes-with-a-zero', `5825 00 ${HELLO}`],
  ['root-a-map-like-a-link', 'a2 612f 6178 656279746573 6178'],
  ['root-a-map-like-dag-json', `a1 612f ${TEXT}`],
  ['root-with-tag-43', `d82b 5825 00 ${HELLO}`],
  ['root-without-its-zero', `d82a 5824 ${HELLO}`],
  ['root-with-a-one-for-its-zero', `d82a 5825 01 ${HELLO}`],
  ['root-with-text-below-the-tag', `d82a ${TEXT}`],
]

const notCids: Row[] = [
  ['root-of-no-bytes', 'd82a 40'],
  ['root-of-a-zero', 'd82a 4100'],
  ['root-cut-short', `d82a 5824 00 ${HELLO.slice(0, -2)}`],
  ['root-with-a-byte-too-many', `d82a 5826 00 ${HELLO} 00`],
  ['root-cut-short-after-its-codec', 'd82a 43 00 0155'],
  ['root-v0-cut-short', `d82a 5822 00 ${kind('v0').slice(0, -2)}`],
  ['root-v0-with-a-byte-too-many', `d82a 5824 00 ${kind('v0')} 00`],
  ['root-v0-of-16-bytes', `d82a 53 00 1210 ${kind('v0').slice(4, 36)}`],
  ['root-with-version-0-spelled-out', `d82a 5825 00 00 70 ${kind('v0')}`],
  ['root-of-version-2', `d82a 5825 00 02 ${HELLO.slice(2)}`],
]

const one = ([name, root]: Row, requirement: string) =>
  refused(name, [requirement], [`a3 ${NO_FILTER} ${RS} 81 ${root}`])

export const badFields: readonly BodyCase[] = [
  ...shapes.map(([name, digits]) => refused(name, ['MSG-1', 'MSG-8'], [digits])),
  ...fields.map(([name, digits]) => refused(name, ['MSG-8'], [digits])),
  refused('roots-of-the-push', ['MSG-1', 'MSG-8'], [`a3 ${NO_FILTER} ${DR} ${ONE_ROOT}`]),
  refused('root-beside-null', ['MSG-4'], [`a3 ${NO_FILTER} ${RS} 82 ${LINK} f6`]),
  ...notLinks.map((row) => one(row, 'MSG-4')),
  ...notCids.map((row) => one(row, 'MSG-13')),
  refused(
    'good-root-beside-a-cut-one',
    ['MSG-13'],
    [`a3 ${NO_FILTER} ${RS} 82 ${link(kind('v0'))} d82a 43 00 0155`],
  ),
]

const hashes: Row[] = [
  ['0', '00'],
  ['65', '1841'],
  ['257', '190101'],
  ['2-to-the-32-and-1', '1b0000000100000001'],
  ['2-to-the-64-less-1', '1bffffffffffffffff'],
  ['minus-1', '20'],
  ['minus-64', '383f'],
  ['minus-2-to-the-64', '3bffffffffffffffff'],
]

export const badBounds: readonly BodyCase[] = [
  ...hashes.map(([name, bk]) =>
    refused(
      `${name}-hashes`,
      ['BF-17', 'MSG-11', 'SEC-1'],
      [`a3 626262 41ff 62626b ${bk} ${ROOTS}`],
      'filter-hashes',
    ),
  ),
  refused(
    '16-mib-and-a-byte',
    ['BF-18', 'MSG-11'],
    ['a3 626262 5a01000001', times(2 ** 24 + 1, '01'), `62626b 01 ${ROOTS}`],
    'filter-size',
  ),
  refused(
    '131073-links',
    ['MSG-12'],
    [`a3 ${NO_FILTER} ${RS} 9a00020001`, times(131_073, SHORT_LINK)],
  ),
  refused(
    '131073-links-under-two-keys',
    ['MSG-12'],
    [`a4 ${NO_FILTER} ${ROOTS} 627a7a 9a00020000`, times(131_072, SHORT_LINK)],
    'message',
    'links in the message are counted, not those in the list of roots',
  ),
  refused(
    '17-levels-behind-a-large-integer',
    ['MSG-12'],
    [`a4 ${NO_FILTER} ${ROOTS} 6178 82 1bffffffffffffffff`, times(14, '81'), '80'],
  ),
  refused('17-levels', ['MSG-12'], [`a4 ${NO_FILTER} ${ROOTS} 6178`, times(15, '81'), '80']),
  refused(
    '17-levels-of-maps',
    ['MSG-12'],
    [`a4 ${NO_FILTER} ${ROOTS} 6178`, times(15, 'a16178'), 'a0'],
  ),
]
