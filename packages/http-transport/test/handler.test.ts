import { toHex } from '@car-mirror/vectors'
import { carWith, DAG_CBOR, DAG_PB, hex, SHA2_256, sha256 } from '@car-mirror/vectors/by-hand'
import type { CID } from 'multiformats/cid'
import { expect, it } from 'vitest'
import { bearerToken } from '../src/authorize.js'
import { createHandler } from '../src/handler.js'
import { ask, PULL, PUSH } from './support/ask.js'
import { block, cidOf, node, raw } from './support/blocks.js'
import { car } from './support/car.js'
import { message } from './support/message.js'
import { cidsOf, contents, storeOf } from './support/stores.js'

const leaf = raw('leaf')
const root = node('root', leaf)
const elsewhere = raw('elsewhere')

it('answers a pull with 200 and the CAR of what is asked for', async () => {
  const handler = createHandler({ store: storeOf(root, leaf) })
  const answer = await ask(handler, PULL, message('rs', [root.cid]))
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/vnd.ipld.car; version=1')
  expect(toHex(answer.body)).toBe(toHex(car([root.cid], root, leaf)))
})

it('answers a push with 202 while something is missing, then with 200', async () => {
  const store = storeOf()
  const handler = createHandler({ store })
  const half = await ask(handler, PUSH, car([root.cid], root))
  expect(half.status).toBe(202)
  expect(half.headers.get('content-type')).toBe('application/vnd.ipld.dag-cbor')
  const whole = await ask(handler, PUSH, car([root.cid], leaf))
  expect(whole.status).toBe(200)
  expect(toHex(whole.body)).toBe(toHex(message('dr', [])))
  expect(contents(store)).toEqual(cidsOf(root, leaf))
})

/** What is wrong, where it is posted, what is posted, and which code and requirement it breaks. */
type Refused = readonly [string, string, Uint8Array<ArrayBuffer>, string, string | null]

const SHORT = sha256(hex('ff')).subarray(0, 4)

const BAD_REQUESTS: Refused[] = [
  ['a body that is no message', PULL, hex('a0'), 'ERR_MESSAGE', 'MSG-8'],
  ['a pull of nothing', PULL, message('rs', []), 'ERR_NO_ROOTS', 'PULL-8'],
  ['no hashes', PULL, message('rs', [root.cid], 0, hex('ff')), 'ERR_FILTER_HASHES', 'BF-17'],
  ['a CAR of nothing', PUSH, car([]), 'ERR_NO_ROOTS', 'CAR-5'],
  ['a CAR that is none', PUSH, hex('02 a0 a0'), 'ERR_CAR_HEADER', 'CAR-2'],
  [
    'another CAR version',
    PUSH,
    carWith(hex('a1 67 76657273696f6e 02')),
    'ERR_CAR_VERSION',
    'CAR-4',
  ],
  ['a CAR cut short', PUSH, car([root.cid], root).slice(0, -1), 'ERR_CAR_TRUNCATED', 'CAR-11'],
  ['other bytes', PUSH, car([leaf.cid], { ...leaf, bytes: hex('00') }), 'ERR_BLOCK_HASH', 'RND-17'],
  ['a short digest', PUSH, oneBlock(cidOf(0x55, SHA2_256, SHORT)), 'ERR_BLOCK_HASH', 'RND-18'],
  ['an unknown hash', PUSH, oneBlock(cidOf(0x55, 0x300002, hex('ff'))), 'ERR_HASH_UNKNOWN', null],
  ['an unknown codec', PUSH, oneBlock(block(0x300001, hex('ff')).cid), 'ERR_CODEC_UNKNOWN', null],
  ['corrupt dag-cbor', PUSH, oneBlock(block(DAG_CBOR, hex('ff')).cid), 'ERR_BLOCK_CORRUPT', null],
  ['corrupt dag-pb', PUSH, oneBlock(block(DAG_PB, hex('ff')).cid), 'ERR_BLOCK_CORRUPT', null],
]

/** A CAR whose root and only block is the byte 0xff under this CID. */
function oneBlock(cid: CID): Uint8Array<ArrayBuffer> {
  return car([cid], { cid, bytes: hex('ff') })
}

it.each(BAD_REQUESTS)('answers 400 to %s', async (_, path, body, code, requirement) => {
  const answer = await ask(createHandler({ store: storeOf(root) }), path, body)
  expect(answer.status).toBe(400)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(answer.problem).toMatchObject({ status: 400, code })
  if (requirement) expect(answer.problem.requirement).toBe(requirement)
})

it('answers 401 without the right token, and says which scheme', async () => {
  const store = storeOf(root, leaf)
  const handler = createHandler({ store, authorize: bearerToken('s3cret') })
  const pull = message('rs', [root.cid])
  for (const authorization of [
    '',
    's3cret',
    'Basic s3cret',
    'Bearer s3cre',
    'Bearer s3cretx',
    'Bearer',
  ]) {
    const headers = authorization ? { authorization } : {}
    const answer = await ask(handler, PULL, pull, { headers })
    expect([answer.status, answer.problem.code]).toEqual([401, 'ERR_UNAUTHORIZED'])
    expect(answer.headers.get('www-authenticate')).toBe('Bearer')
  }
  for (const authorization of ['Bearer s3cret', 'bearer s3cret', 'BEARER  s3cret']) {
    expect((await ask(handler, PULL, pull, { headers: { authorization } })).status).toBe(200)
  }
})

it.each(['', 'two words', 'naïve', 'line\n'])('takes no %j for a secret', (token) => {
  expect(() => bearerToken(token)).toThrow(expect.objectContaining({ code: 'ERR_TOKEN' }))
})

it('asks `authorize` with the request, and waits for it', async () => {
  const seen: string[] = []
  const authorize = async (request: Request) => seen.push(new URL(request.url).pathname) > 1
  const handler = createHandler({ store: storeOf(root, leaf), authorize })
  expect((await ask(handler, PULL, message('rs', [root.cid]))).status).toBe(401)
  expect((await ask(handler, PUSH, car([root.cid]))).status).toBe(200)
  expect(seen).toEqual([PULL, PUSH])
})

it('answers 403 to a push if it is read-only, and still serves pulls', async () => {
  const store = storeOf(root, leaf)
  const handler = createHandler({ store, readOnly: true })
  const refused = await ask(handler, PUSH, car([elsewhere.cid], elsewhere))
  expect([refused.status, refused.problem.code]).toEqual([403, 'ERR_READ_ONLY'])
  expect((await ask(handler, PULL, message('rs', [root.cid]))).status).toBe(200)
  expect(contents(store)).toEqual(cidsOf(root, leaf))
})

it.each(['/', '/api/v0/dag', '/api/v0/dag/', '/api/v0/dag/pul', '/api/v0/dag/pull/', '/dag/pull'])(
  'answers 404 to the route %s',
  async (path) => {
    const answer = await ask(createHandler({ store: storeOf() }), path, hex('00'))
    expect([answer.status, answer.problem.code]).toEqual([404, 'ERR_ROUTE'])
  },
)

it('serves its routes below any prefix', async () => {
  const handler = createHandler({ store: storeOf(root, leaf) })
  expect((await ask(handler, `/mirror/a${PULL}`, message('rs', [root.cid]))).status).toBe(200)
  expect((await ask(handler, `/mirror/a${PUSH}`, car([root.cid]))).status).toBe(200)
})

it('answers 404 to a pull if none of the requested roots is there', async () => {
  const handler = createHandler({ store: storeOf(root, leaf) })
  const answer = await ask(handler, PULL, message('rs', [elsewhere.cid]))
  expect(answer.status).toBe(404)
  expect(answer.problem).toMatchObject({ code: 'ERR_ROOTS_UNAVAILABLE', requirement: 'PULL-5' })
})

it.each(['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])(
  'answers 405 to %s',
  async (method) => {
    const handler = createHandler({ store: storeOf() })
    for (const path of [PULL, PUSH]) {
      const answer = await ask(handler, path, null, { method })
      expect([answer.status, answer.problem.code]).toEqual([405, 'ERR_METHOD'])
      expect(answer.headers.get('allow')).toBe('POST')
    }
  },
)

it('answers 500 if the store fails, and keeps what went wrong to itself', async () => {
  const failure = new Error('disk /var/secret is on fire')
  const fail = () => Promise.reject(failure)
  const errors: unknown[] = []
  const store = { has: fail, get: fail, put: fail }
  const handler = createHandler({ store, onError: (error) => errors.push(error) })
  for (const [path, body] of [
    [PULL, message('rs', [root.cid])],
    [PUSH, car([root.cid], root)],
  ] as const) {
    const answer = await ask(handler, path, body)
    expect(answer.status).toBe(500)
    expect(answer.problem).toEqual({
      status: 500,
      code: 'ERR_INTERNAL',
      title: 'the server failed',
    })
  }
  expect(errors).toEqual([failure, failure])
})

it('breaks off a pull whose store fails midway', async () => {
  const failure = new Error('disk /var/secret is on fire')
  const good = storeOf(root, leaf)
  const get = (cid: Uint8Array) => {
    if (toHex(cid) === toHex(leaf.cid.bytes)) throw failure
    return good.get(cid)
  }
  const errors: unknown[] = []
  const store = { has: good.has.bind(good), get, put: () => {} }
  const handler = createHandler({ store, onError: (error) => errors.push(error) })
  await expect(ask(handler, PULL, message('rs', [root.cid]))).rejects.toThrow()
  expect(errors).toEqual([failure])
})

it('tells of neither refusals nor served rounds as failures', async () => {
  const errors: unknown[] = []
  const handler = createHandler({ store: storeOf(root), onError: (error) => errors.push(error) })
  await ask(handler, PULL, hex('a0'))
  await ask(handler, PULL, message('rs', [root.cid]))
  await ask(handler, PUSH, car([leaf.cid], { ...leaf, bytes: hex('00') }))
  expect(errors).toEqual([])
})
