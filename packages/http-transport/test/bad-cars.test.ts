import { toHex } from '@car-mirror/vectors'
import {
  carWith,
  cbor,
  concat,
  DAG_CBOR,
  DAG_PB,
  hex,
  RAW,
  SHA2_256,
  sha256,
  varint,
} from '@car-mirror/vectors/by-hand'
import { expect, it } from 'vitest'
import { createHandler } from '../src/handler.js'
import { ask, PUSH } from './support/ask.js'
import { block, cidOf, type HandBlock, node, raw } from './support/blocks.js'
import { car, frame } from './support/car.js'
import { message } from './support/message.js'
import { cidsOf, contents, expectSound, storeOf } from './support/stores.js'

const [a, b] = [raw('a'), raw('b')]
const root = node('root', a, b)
const good = car([root.cid], root, a, b)
const start = car([root.cid])
const links = cbor.array(cbor.link(root.cid.bytes))
const one = cbor.uint(1)

const BROKEN: [string, Uint8Array<ArrayBuffer>, number, string][] = [
  ['nothing', hex(''), 400, 'ERR_CAR_TRUNCATED'],
  ['a header of no bytes', hex('00'), 400, 'ERR_CAR_HEADER'],
  ['bits that are all set', new Uint8Array(64).fill(0xff), 400, 'ERR_CAR_VARINT'],
  ['text', new TextEncoder().encode('Not Found'), 400, 'ERR_CAR_TRUNCATED'],
  ['a length that is padded', concat(hex('80 00'), good), 400, 'ERR_CAR_VARINT'],
  ['CAR version 2', hex('0a a1 6776657273696f6e 02'), 400, 'ERR_CAR_VERSION'],
  ['a header without roots', carWith(cbor.map(['version', one])), 400, 'ERR_CAR_HEADER'],
  ['a header without a version', carWith(cbor.map(['roots', links])), 400, 'ERR_CAR_HEADER'],
  [
    'a header with another key',
    carWith(cbor.map(['roots', links], ['x', one], ['version', one])),
    400,
    'ERR_CAR_HEADER',
  ],
  [
    'roots that are numbers',
    carWith(cbor.map(['roots', cbor.array(one)], ['version', one])),
    400,
    'ERR_CAR_HEADER',
  ],
  ['no root', car([], root), 400, 'ERR_NO_ROOTS'],
  ['a header of 2^46 bytes', varint(2 ** 46), 413, 'ERR_CAR_HEADER_LIMIT'],
  ['a frame of 2^46 bytes', concat(start, varint(2 ** 46)), 413, 'ERR_CAR_FRAME_LIMIT'],
  ['a frame of 2^63 bytes', concat(start, hex('808080808080808080 01')), 400, 'ERR_CAR_VARINT'],
  ['an empty frame', concat(start, hex('00')), 400, 'ERR_CAR_FRAME'],
  ['a frame without a CID', concat(start, hex('03 ffffff')), 400, 'ERR_CAR_CID'],
  ['a frame of a cut CID', concat(start, hex('04 01551220')), 400, 'ERR_CAR_CID'],
]

/** A root that is its own DAG, and what is wrong with it. */
const ALONE: [string, HandBlock, string][] = [
  ['other bytes than hashed', { ...a, bytes: hex('00') }, 'ERR_BLOCK_HASH'],
  ['no bytes at all', { ...a, bytes: hex('') }, 'ERR_BLOCK_HASH'],
  ['a truncated digest', withDigest(sha256(hex('ff')).subarray(0, 31)), 'ERR_BLOCK_HASH'],
  ['an empty digest', withDigest(hex('')), 'ERR_BLOCK_HASH'],
  ['a digest with a byte more', withDigest(concat(sha256(hex('ff')), hex('00'))), 'ERR_BLOCK_HASH'],
  ['an unknown hash', { cid: cidOf(RAW, 0x11, hex('ff')), bytes: hex('ff') }, 'ERR_HASH_UNKNOWN'],
  ['an unknown codec', block(0x0200ff, hex('ff')), 'ERR_CODEC_UNKNOWN'],
  ['corrupt dag-cbor', block(DAG_CBOR, hex('a1')), 'ERR_BLOCK_CORRUPT'],
  ['dag-cbor and more', block(DAG_CBOR, hex('80 00')), 'ERR_BLOCK_CORRUPT'],
  ['dag-cbor that is not canonical', block(DAG_CBOR, hex('9f ff')), 'ERR_BLOCK_CORRUPT'],
  ['dag-cbor of an endless depth', block(DAG_CBOR, hex('81'.repeat(1e6))), 'ERR_BLOCK_CORRUPT'],
  ['corrupt dag-pb', block(DAG_PB, hex('12 05 00')), 'ERR_BLOCK_CORRUPT'],
  ['corrupt dag-json', block(0x0129, hex('7b')), 'ERR_BLOCK_CORRUPT'],
]

function withDigest(digest: Uint8Array): HandBlock {
  return { cid: cidOf(RAW, SHA2_256, digest), bytes: hex('ff') }
}

const store = storeOf(raw('other'))
const handler = createHandler({ store })
const untouched = cidsOf(raw('other'))

it.each(BROKEN)('refuses %s', async (_, body, status, code) => {
  const answer = await ask(handler, PUSH, body)
  expect([answer.status, answer.problem.code]).toEqual([status, code])
  expect(contents(store)).toEqual(untouched)
})

it.each(ALONE)('refuses a block of %s', async (_, bad, code) => {
  const answer = await ask(handler, PUSH, car([bad.cid], bad))
  expect([answer.status, answer.problem.code]).toEqual([400, code])
  expect(contents(store)).toEqual(untouched)
})

it.each(ALONE)('refuses a child of %s, and keeps the parent', async (_, bad, code) => {
  const own = storeOf()
  const parent = node('parent', bad, a)
  const body = car([parent.cid], parent, bad, a)
  const answer = await ask(createHandler({ store: own }), PUSH, body)
  expect([answer.status, answer.problem.code]).toEqual([400, code])
  expect(contents(own)).toEqual(cidsOf(parent))
})

it.each(ALONE)(
  'does not store a child of %s that comes before its parent',
  async (_, bad, code) => {
    const own = storeOf()
    const parent = node('parent', bad, a)
    const body = car([parent.cid], bad, a, parent)
    const answer = await ask(createHandler({ store: own }), PUSH, body)
    expect([answer.status, answer.problem.code]).toEqual([400, code])
    expect(contents(own)).not.toContain(bad.cid.toString())
  },
)

it('refuses a block over the frame limit, and takes one just within', async () => {
  const own = storeOf()
  const limit = 4 * 1024 * 1024
  const within = raw(new Uint8Array(limit - 36))
  const over = raw(new Uint8Array(limit - 35))
  const tooLarge = await ask(createHandler({ store: own }), PUSH, car([over.cid], over))
  expect([tooLarge.status, tooLarge.problem.code]).toEqual([413, 'ERR_CAR_FRAME_LIMIT'])
  expect(contents(own)).toEqual([])
  const taken = await ask(createHandler({ store: own }), PUSH, car([within.cid], within))
  expect(taken.status).toBe(200)
})

it('keeps whole blocks, and only those, of a CAR that is cut off anywhere', async () => {
  const ends = [start, frame(root), frame(a), frame(b)].map(({ length }) => length)
  let whole = 0
  for (let length = 0; length < good.length; length++) {
    if (length === ends.slice(0, whole + 1).reduce((sum, end) => sum + end)) whole++
    const own = storeOf()
    const answer = await ask(createHandler({ store: own }), PUSH, good.slice(0, length))
    const kept = [root, a, b].slice(0, Math.max(0, whole - 1))
    expect(contents(own)).toEqual(cidsOf(...kept))
    expectSound(own)
    const between = length === ends.slice(0, whole).reduce((sum, end) => sum + end, 0) && length > 0
    if (between) expect(answer.status).toBe(202)
    else expect([answer.status, answer.problem.code]).toEqual([400, 'ERR_CAR_TRUNCATED'])
  }
  expect(whole).toBe(3)
})

it('takes a good push after all of that', async () => {
  const own = storeOf()
  const poisoned = createHandler({ store: own })
  const parent = node('parent', root, ...ALONE.map(([, bad]) => bad))
  for (const [, body] of BROKEN) await ask(poisoned, PUSH, body)
  for (const [, bad] of ALONE) await ask(poisoned, PUSH, car([bad.cid], bad))
  for (const [, bad] of ALONE) await ask(poisoned, PUSH, car([parent.cid], bad, parent))
  expect((await ask(poisoned, PUSH, good)).status).toBe(200)
  expect(toHex((await ask(poisoned, PUSH, good)).body)).toBe(toHex(message('dr', [])))
  expect(contents(own)).toEqual(cidsOf(root, a, b, parent))
  expectSound(own)
})
