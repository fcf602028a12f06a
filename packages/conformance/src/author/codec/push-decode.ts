import type { Area, Case } from '../area.js'
import { HELLO, kind, numbered } from './cids.js'
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
  taken,
} from './message-bodies.js'

const B = link(numbered(1))
const ROOTS = `${DR} ${ONE_ROOT}`
const SR = '627372'

function answered(status: number, { body, ...rest }: BodyCase): Case<'push.decode'> {
  return { ...rest, input: { status, body } }
}

const complete = [
  taken('nothing-missing', ['MSG-2', 'PUSH-7'], [`a3 ${NO_FILTER} ${DR} 80`]),
  taken('nothing-missing-and-a-filter', ['MSG-2'], [`a3 626262 41ff 62626b 02 ${DR} 80`]),
  taken('nothing-missing-in-the-old-name', ['MSG-3'], [`a3 ${NO_FILTER} ${SR} 80`]),
  refused('complete-with-a-root', ['PUSH-7'], [`a3 ${NO_FILTER} ${ROOTS}`], 'protocol'),
  refused(
    'complete-with-an-old-root',
    ['PUSH-7', 'MSG-3'],
    [`a3 ${NO_FILTER} ${SR} 81 ${B}`],
    'protocol',
  ),
  refused('complete-and-no-body', ['MSG-6'], ['']),
  refused('complete-and-no-roots-field', ['MSG-8'], [`a2 ${NO_FILTER}`]),
  refused('complete-with-roots-of-the-pull', ['MSG-2', 'MSG-8'], [`a3 ${NO_FILTER} ${RS} 80`]),
]

const good = [
  taken('one-root', ['MSG-2', 'MSG-4'], [`a3 ${NO_FILTER} ${ROOTS}`]),
  taken('two-roots', ['MSG-2'], [`a3 ${NO_FILTER} ${DR} 82 ${B} ${LINK}`], 'their order is kept'),
  taken('filter', ['MSG-2'], [`a3 626262 48 0000000000200400 62626b 02 ${ROOTS}`]),
  taken('no-bytes-and-3-hashes', ['BF-15', 'BF-16'], [`a3 626262 40 62626b 03 ${ROOTS}`]),
  taken('old-name', ['MSG-3'], [`a3 ${NO_FILTER} ${SR} ${ONE_ROOT}`]),
  taken('old-name-first', ['MSG-3', 'MSG-7'], [`a3 ${SR} ${ONE_ROOT} 62626b 00 626262 40`]),
  taken('keys-in-source-order', ['MSG-7'], [`a3 ${ROOTS} 62626b 00 626262 40`]),
  taken('unknown-key', ['MSG-9'], [`a4 ${NO_FILTER} ${ROOTS} 627a7a 81 f6`]),
  taken('unknown-key-of-the-pull', ['MSG-9'], [`a4 ${NO_FILTER} ${ROOTS} ${RS} 81 ${B}`]),
  taken('root-twice', ['MSG-10'], [`a3 ${NO_FILTER} ${DR} 83 ${LINK} ${B} ${LINK}`]),
  taken('root-v0', ['MSG-13'], [`a3 ${NO_FILTER} ${DR} 81 ${link(kind('v0'))}`]),
  taken('64-hashes', ['MSG-11'], [`a3 626262 41ff 62626b 1840 ${ROOTS}`]),
  taken(
    '131072-links',
    ['MSG-12'],
    [`a3 ${NO_FILTER} ${DR} 9a00020000`, times(131_072, SHORT_LINK)],
  ),
]

const bad = [
  refused('more-without-a-root', ['PUSH-7'], [`a3 ${NO_FILTER} ${DR} 80`], 'protocol'),
  refused('no-body', ['MSG-6'], ['']),
  refused('count-in-two-bytes', ['MSG-6'], [`a3 626262 41ff 62626b 1803 ${ROOTS}`]),
  refused('key-twice', ['MSG-6'], [`a4 ${NO_FILTER} ${ROOTS} ${DR} 80`]),
  refused('byte-after-the-end', ['MSG-6'], [`a3 ${NO_FILTER} ${ROOTS} 00`]),
  refused('roots-of-the-pull', ['MSG-2', 'MSG-8'], [`a3 ${NO_FILTER} ${RS} ${ONE_ROOT}`]),
  refused('no-filter-bytes', ['MSG-8'], [`a2 62626b 00 ${ROOTS}`]),
  refused('hash-count-of-text', ['MSG-8'], [`a3 626262 41ff 62626b 6133 ${ROOTS}`]),
  refused('root-of-text', ['MSG-4'], [`a3 ${NO_FILTER} ${DR} 81 ${TEXT}`]),
  refused('old-name-of-text', ['MSG-3', 'MSG-4'], [`a3 ${NO_FILTER} ${SR} 81 ${TEXT}`]),
  refused(
    'root-cut-short',
    ['MSG-13'],
    [`a3 ${NO_FILTER} ${DR} 81 d82a 5824 00 ${HELLO.slice(0, -2)}`],
  ),
  refused('list-of-2-to-the-32', ['SEC-1'], [`a3 ${NO_FILTER} ${DR} 9b0000000100000000`]),
  refused(
    '131073-links',
    ['MSG-12'],
    [`a3 ${NO_FILTER} ${DR} 9a00020001`, times(131_073, SHORT_LINK)],
  ),
  refused('17-levels', ['MSG-12'], [`a4 ${NO_FILTER} ${ROOTS} 6178`, times(15, '81'), '80']),
  ...['00', '1841', '1b0000000100000001', '20'].map((bk, i) =>
    refused(
      `${['0', '65', '2-to-the-32-and-1', 'minus-1'][i]}-hashes`,
      ['MSG-11', 'SEC-1'],
      [`a3 626262 41ff 62626b ${bk} ${ROOTS}`],
      'filter-hashes',
    ),
  ),
  refused(
    '16-mib-and-a-byte',
    ['MSG-11'],
    ['a3 626262 5a01000001', times(2 ** 24 + 1, '01'), `62626b 01 ${ROOTS}`],
    'filter-size',
  ),
]

export const pushDecodeArea: Area<'push.decode'> = {
  area: 'push-decode',
  profile: 'spec',
  layer: 'codec',
  operation: 'push.decode',
  about: 'The answer to a push as a client reads it: a status of HTTP and a body.',
  cases: [
    ...complete.map((body) => answered(200, body)),
    ...[...good, ...bad].map((body) => answered(202, body)),
  ],
}
