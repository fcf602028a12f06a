import { BloomFilter } from '@car-mirror/bloom'
import type { Store } from '@car-mirror/core'
import { toHex } from '@car-mirror/vectors'
import * as dagCbor from '@ipld/dag-cbor'
import { base36 } from 'multiformats/bases/base36'
import { CID } from 'multiformats/cid'
import { identity } from 'multiformats/hashes/identity'
import { expect, it } from 'vitest'
import { createHandler } from '../src/handler.js'
import { ask, PULL, PUSH } from './support/ask.js'
import { node, raw } from './support/blocks.js'
import { car } from './support/car.js'
import { message } from './support/message.js'
import { storeOf } from './support/stores.js'

const [kept, gone, added] = [raw('kept'), raw('gone'), raw('added')]
const shared = node('shared', kept)
const older = node('older', shared, gone)
const newer = node('newer', shared, added)

const FORMS = [
  `?diff=${older.cid}`,
  `?diff=ipfs://${older.cid}`,
  `?diff=ipfs%3A%2F%2F${older.cid}`,
  `?diff=%2Fipfs%2F${older.cid}`,
  `&diff=${older.cid}`,
  `&diff=ipfs%3A%2F%2F${older.cid}`,
  `&diff=ipfs://${older.cid}`,
]

/** Without a size a store cannot be told of as a whole, so the filter covers what it must. */
function unsized(store: Store): Store {
  return {
    has: (cid) => store.has(cid),
    get: (cid) => store.get(cid),
    put: (blocks) => store.put(blocks),
  }
}

it.each(FORMS)('leaves out of a pull%s what is below it', async (diff) => {
  const handler = createHandler({ store: storeOf(kept, gone, added, shared, older, newer) })
  const answer = await ask(handler, PULL + diff, message('rs', [newer.cid]))
  expect(toHex(answer.body)).toBe(toHex(car([newer.cid], newer, added)))
})

it('sends what is below `diff` once the client asks for some of it', async () => {
  const handler = createHandler({ store: storeOf(kept, gone, added, shared, older, newer) })
  const answer = await ask(handler, PULL + FORMS[0], message('rs', [newer.cid, kept.cid]))
  expect(toHex(answer.body)).toBe(toHex(car([newer.cid, kept.cid], newer, shared, kept, added)))
})

it.each(FORMS)('tells a push%s of what is here below it', async (diff) => {
  const handler = createHandler({ store: unsized(storeOf(shared, kept, older)) })
  const answer = await ask(handler, PUSH + diff, car([newer.cid]))
  const { bb, bk, dr } = dagCbor.decode<{ bb: Uint8Array; bk: number; dr: unknown[] }>(answer.body)
  expect([answer.status, dr.map(String)]).toEqual([202, [newer.cid.toString()]])
  const have = BloomFilter.fromBytes(bb, bk)
  for (const { cid } of [older, shared, kept]) expect(have.has(cid.bytes)).toBe(true)
  for (const { cid } of [gone, added, newer]) expect(have.has(cid.bytes)).toBe(false)
})

it('tells a push without `diff` of nothing beside its roots', async () => {
  const handler = createHandler({ store: unsized(storeOf(shared, kept, older)) })
  const answer = await ask(handler, PUSH, car([newer.cid]))
  expect(toHex(answer.body)).toBe(toHex(message('dr', [newer.cid])))
})

it('asks for nothing below `diff`, and does not need it to be complete', async () => {
  const handler = createHandler({ store: storeOf(older) })
  const blocks = [newer, shared, kept, added]
  const half = await ask(handler, PUSH + FORMS[0], car([newer.cid], newer, added))
  const { dr } = dagCbor.decode<{ dr: unknown[] }>(half.body)
  expect([half.status, dr.map(String)]).toEqual([202, [shared.cid.toString()]])
  expect((await ask(handler, PUSH + FORMS[0], car([newer.cid], ...blocks))).status).toBe(200)
})

it.each([
  `?diff=${raw('never seen').cid}`,
  '?diff=ipns://unknown.example',
  '?diff=nonsense',
  `?diff=${CID.createV1(0x55, identity.digest(new Uint8Array(1100)))}`,
  '?diff=',
  '&diff=',
  '&diff=%zz',
])('serves %s as if it were not there', async (diff) => {
  const handler = createHandler({ store: unsized(storeOf(newer, added, older)) })
  const pull = await ask(handler, PULL + diff, message('rs', [newer.cid]))
  expect(toHex(pull.body)).toBe(toHex(car([newer.cid], newer, added)))
  const push = await ask(handler, PUSH + diff, car([gone.cid]))
  expect(toHex(push.body)).toBe(toHex(message('dr', [gone.cid])))
})

it('has a pointer looked up, decoded', async () => {
  const asked: string[] = []
  const resolve = async (pointer: string) => {
    asked.push(pointer)
    return older.cid
  }
  const handler = createHandler({ store: storeOf(newer, added, older, shared, kept), resolve })
  for (const diff of ['?diff=ipns%3A%2F%2Fdocs.example', '&diff=ipns://docs.example']) {
    const answer = await ask(handler, PULL + diff, message('rs', [newer.cid]))
    expect(toHex(answer.body)).toBe(toHex(car([newer.cid], newer, added)))
  }
  expect(asked).toEqual(['ipns://docs.example', 'ipns://docs.example'])
})

it('takes a pointer that cannot be looked up for one that means nothing here', async () => {
  const errors: unknown[] = []
  const resolve = () => Promise.reject(new Error('no such name'))
  const onError = (error: unknown) => void errors.push(error)
  const handler = createHandler({ store: storeOf(newer, added), resolve, onError })
  const answer = await ask(handler, `${PULL}?diff=ipns://gone.example`, message('rs', [newer.cid]))
  expect(toHex(answer.body)).toBe(toHex(car([newer.cid], newer, added)))
  expect(errors).toEqual([new Error('no such name')])
})

it('has an IPNS name looked up, though it is a CID too', async () => {
  const name = CID.createV1(0x72, older.cid.multihash).toString(base36)
  expect(name).toMatch(/^k/)
  const resolve = async (pointer: string) => (pointer === name ? older.cid : undefined)
  const handler = createHandler({ store: storeOf(newer, added, older, shared, kept), resolve })
  const answer = await ask(handler, `${PULL}?diff=${name}`, message('rs', [newer.cid]))
  expect(toHex(answer.body)).toBe(toHex(car([newer.cid], newer, added)))
})
