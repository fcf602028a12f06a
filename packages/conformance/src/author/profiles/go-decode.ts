import { type Bytes, toHex } from '@car-mirror/vectors'
import { cbor, concat, varint } from '@car-mirror/vectors/by-hand'
import type { Area, Case } from '../area.js'
import { hexOf } from '../codec/inputs.js'
import { type Body, pullCase, pushCase, ROOTS, SMALL, specMessage } from './decode.js'

type Entry = readonly [string, Uint8Array]

const [HELLO] = ROOTS
const BYTES: Entry = ['bytes', cbor.byteString(SMALL)]

/** The filter of 64 bits and two hashes; XXH3 is number 3. */
function bloom(hashFunction: number, hashCount: number): Entry {
  const counts: Entry[] = [
    ['hashFunction', cbor.uint(hashFunction)],
    ['hashCount', cbor.uint(hashCount)],
    ['bitCount', cbor.uint(64)],
  ]
  return ['have', cbor.map(['bl', cbor.map(BYTES, ...counts)])]
}

const empty: Entry = ['have', cbor.map(['em', cbor.map()])]
const want: Entry = ['want', cbor.array(...ROOTS.map(cbor.link))]

function prefixed(...entries: readonly Entry[]): Uint8Array {
  const message = cbor.map(...entries)
  return concat(varint(message.length), message)
}

function message(...entries: readonly Entry[]): Bytes {
  return toHex(prefixed(...entries))
}

/** One message serves both directions. */
const bodies: readonly Body[] = [
  {
    name: 'as-written',
    requirements: ['MSG-1', 'MSG-2', 'MSG-5', 'BF-13'],
    body: message(bloom(3, 2), want),
  },
  {
    name: 'want-before-have',
    requirements: ['MSG-7'],
    body: message(want, bloom(3, 2)),
  },
  {
    name: 'empty-filter',
    requirements: ['BF-15'],
    body: message(empty, want),
    comment: 'read, though neither the client nor the server writes it',
  },
  {
    name: 'no-roots',
    requirements: ['MSG-8'],
    body: message(empty, ['want', cbor.array()]),
  },
  {
    name: 'no-list',
    requirements: ['MSG-8'],
    body: message(empty),
    comment: 'no list is an empty list',
  },
  {
    name: 'root-twice',
    requirements: ['MSG-10'],
    body: message(empty, ['want', cbor.array(cbor.link(HELLO), cbor.link(HELLO))]),
  },
  {
    name: 'unknown-key',
    requirements: ['MSG-9'],
    body: message(empty, want, ['xx', cbor.uint(0)]),
  },
  {
    name: 'bytes-after-the-end',
    requirements: ['MSG-6'],
    body: hexOf(prefixed(bloom(3, 2), want), 'ffff'),
    comment: 'nothing is read after what the length says',
  },
  {
    name: 'no-hashes',
    requirements: ['BF-17', 'MSG-11'],
    body: message(bloom(3, 0), want),
    comment: 'taken for one hash',
  },
  {
    name: '65-hashes',
    requirements: ['BF-17', 'MSG-11', 'SEC-1'],
    body: message(bloom(3, 65), want),
  },
  {
    name: 'other-hash-function',
    requirements: ['MSG-1', 'BF-2'],
    body: message(bloom(2, 2), want),
    error: 'message',
    comment: 'a number that only one process knows',
  },
  {
    name: 'no-filter',
    requirements: ['MSG-8'],
    body: message(want),
    error: 'message',
    comment: 'the server drops the connection',
  },
  {
    name: 'cids-as-text',
    requirements: ['MSG-4'],
    body: message(empty, ['want', cbor.array(cbor.text('bafy'))]),
    error: 'message',
  },
  {
    name: 'cut',
    requirements: ['MSG-6'],
    body: toHex(prefixed(bloom(3, 2), want).subarray(0, -1)),
    error: 'message',
  },
  {
    name: 'no-length',
    requirements: ['MSG-1'],
    body: toHex(cbor.map(bloom(3, 2), want)),
    error: 'message',
  },
]

/** @param field the list's name in the direction in question */
function specification(field: string): Body {
  return {
    name: 'specification',
    requirements: ['MSG-1', 'MSG-2'],
    body: toHex(specMessage(field)),
    error: 'message',
    comment: 'its first byte is taken for a length',
  }
}

const answers: readonly Case<'push.decode'>[] = [200, 204, 404, 500].map((status) => ({
  name: `status-${status}`,
  requirements: ['PUSH-6', 'HTTP-9'],
  result: 'invalid',
  error: 'refused',
  input: { status, body: message(empty, want) },
}))

const pull: Area<'pull.decode'> = {
  area: 'pull-decode',
  profile: 'go',
  layer: 'codec',
  operation: 'pull.decode',
  about:
    'Status messages as the Go port reads them in a pull request. Of its filter only bytes and hash ' +
    'count are compared; explicit lists and filters of filters are left out.',
  cases: [...bodies, specification('rs')].map(pullCase),
}

const push: Area<'push.decode'> = {
  area: 'push-decode',
  profile: 'go',
  layer: 'codec',
  operation: 'push.decode',
  about: 'Answers to a push as the client of the Go port reads them: the status says nothing.',
  cases: [...[...bodies, specification('dr')].map(pushCase), ...answers],
}

export const goDecodeAreas: readonly Area[] = [pull, push]
