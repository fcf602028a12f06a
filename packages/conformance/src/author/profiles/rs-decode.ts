import { toHex } from '@car-mirror/vectors'
import { cbor } from '@car-mirror/vectors/by-hand'
import { base58btc } from 'multiformats/bases/base58'
import { textOfCid } from '../../wire/cid-text.js'
import type { Area, Case } from '../area.js'
import { kind } from '../codec/cids.js'
import { hexOf } from '../codec/inputs.js'
import { type Body, pullCase, pushCase, ROOTS, SMALL, specMessage } from './decode.js'

type Entry = readonly [string, Uint8Array]

const [HELLO, OTHER] = ROOTS
const texts = ROOTS.map(textOfCid)
const k = (hashes: number | bigint): Entry => ['bk', cbor.uint(hashes)]
const bits: Entry = ['bb', cbor.byteString(SMALL)]
const none: Entry = ['bb', cbor.byteString(new Uint8Array(0))]

function list(field: string, ...roots: readonly string[]): Entry {
  return [field, cbor.array(...roots.map(cbor.text))]
}

/** What holds in both directions but for the name of the list. */
function bodies(field: string): Body[] {
  const both = list(field, ...texts)
  const message = (...entries: readonly Entry[]) => toHex(cbor.map(...entries))
  return [
    {
      name: 'as-written',
      requirements: ['MSG-4', 'MSG-5'],
      body: message(both, k(2), bits),
    },
    {
      name: 'keys-sorted',
      requirements: ['MSG-7'],
      body: message(bits, k(2), both),
    },
    {
      name: 'no-filter',
      requirements: ['BF-15', 'BF-16'],
      body: message(both, k(3), none),
    },
    {
      name: 'version-0',
      requirements: ['MSG-4'],
      body: message(list(field, textOfCid(fromKind('v0'))), k(3), none),
    },
    {
      name: 'base58-of-version-1',
      requirements: ['MSG-4'],
      body: message(list(field, base58btc.encode(HELLO)), k(3), none),
      comment: 'any base will do',
    },
    {
      name: 'path-of-a-gateway',
      requirements: ['MSG-4'],
      body: message(list(field, `https://example.org/ipfs/${texts[0]}`), k(3), none),
      comment: 'what stands before /ipfs/ is not looked at',
    },
    {
      name: 'root-twice',
      requirements: ['MSG-10'],
      body: message(list(field, texts[0]!, texts[0]!), k(3), none),
    },
    {
      name: 'filter-as-text',
      requirements: ['MSG-8'],
      body: message(both, k(2), ['bb', cbor.text('AAAAAAAgBAA')]),
      comment: 'base64url without padding',
    },
    {
      name: 'unknown-key',
      requirements: ['MSG-9'],
      body: message(both, k(2), bits, ['xx', cbor.uint(0)]),
    },
    {
      name: 'no-hashes',
      requirements: ['BF-17', 'MSG-11'],
      body: message(both, k(0), bits),
      comment: 'taken; a filter with no hashes has everything',
    },
    {
      name: 'most-hashes',
      requirements: ['BF-17', 'MSG-11', 'SEC-1'],
      body: message(both, k(2 ** 32 - 1), bits),
    },
    {
      name: 'too-many-hashes',
      requirements: ['MSG-11'],
      body: message(both, k(2 ** 32), bits),
      error: 'filter-hashes',
    },
    {
      name: 'links',
      requirements: ['MSG-4'],
      body: message([field, cbor.array(cbor.link(HELLO), cbor.link(OTHER))], k(2), bits),
      error: 'message',
    },
    {
      name: 'specification',
      requirements: ['MSG-2', 'MSG-4'],
      body: toHex(specMessage(field === 'sr' ? 'dr' : field)),
      error: 'message',
    },
    {
      name: 'not-a-cid',
      requirements: ['MSG-13'],
      body: message(list(field, 'hello'), k(2), bits),
      error: 'message',
    },
    {
      name: 'no-hash-count',
      requirements: ['MSG-8'],
      body: message(both, bits),
      error: 'message',
    },
    {
      name: 'key-twice',
      requirements: ['MSG-6'],
      body: message(both, k(2), k(2), bits),
      error: 'message',
    },
    {
      name: 'byte-after-the-end',
      requirements: ['MSG-6'],
      body: hexOf(cbor.map(both, k(2), bits), '00'),
      error: 'message',
    },
  ]
}

function fromKind(name: string): Uint8Array {
  return Uint8Array.from(Buffer.from(kind(name), 'hex'))
}

const answers: readonly Case<'push.decode'>[] = [
  {
    name: 'complete-with-roots',
    requirements: ['PUSH-7'],
    comment: 'the status is the end; the body is not read',
    input: { status: 200, body: toHex(cbor.map(list('sr', ...texts), k(2), bits)) },
  },
  {
    name: 'complete-without-a-body',
    requirements: ['PUSH-7'],
    input: { status: 200, body: '' },
  },
  {
    name: 'go-on-without-roots',
    requirements: ['PUSH-7'],
    comment: 'taken; the client then sends empty bodies for as long as it gets this answer',
    input: { status: 202, body: toHex(cbor.map(list('sr'), k(3), none)) },
  },
  ...[204, 404, 500].map((status) => ({
    name: `status-${status}`,
    requirements: ['PUSH-7', 'HTTP-9'],
    result: 'invalid' as const,
    error: 'refused' as const,
    input: { status, body: toHex(cbor.map(list('sr', ...texts), k(2), bits)) },
  })),
]

const pull: Area<'pull.decode'> = {
  area: 'pull-decode',
  profile: 'rs',
  layer: 'codec',
  operation: 'pull.decode',
  about:
    'Pull requests as the Rust port reads them. What is refused here its server does not refuse: it ' +
    'takes the request for one that asks for the whole DAG.',
  cases: bodies('rs').map(pullCase),
}

const push: Area<'push.decode'> = {
  area: 'push-decode',
  profile: 'rs',
  layer: 'codec',
  operation: 'push.decode',
  about: 'Answers to a push as the client of the Rust port reads them.',
  cases: [...bodies('sr').map(pushCase), ...answers],
}

export const rsDecodeAreas: readonly Area[] = [pull, push]
