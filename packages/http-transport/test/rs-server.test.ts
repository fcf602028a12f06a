import { BloomFilter } from '@car-mirror/bloom'
import { toHex } from '@car-mirror/vectors'
import { cbor, hex, varint } from '@car-mirror/vectors/by-hand'
import { CID } from 'multiformats/cid'
import { describe, expect, it } from 'vitest'
import { createHandler } from '../src/handler.js'
import { rsDialect } from '../src/rs-dialect.js'
import { type Answered, ask } from './support/ask.js'
import { node, raw } from './support/blocks.js'
import { car } from './support/car.js'
import * as rust from './support/rust-peer.js'
import { cidsOf, contents, storeOf } from './support/stores.js'

const [a, b] = [raw('a'), raw('b')]
const root = node('root', a, b)
const all = [root, a, b]
const stranger = raw('stranger')
const DAG_CBOR = { 'content-type': 'application/vnd.ipld.dag-cbor' }
const none = BloomFilter.empty()

function filterOf(bytes: number, hashes: number): BloomFilter {
  return BloomFilter.withParameters({ bytes, hashes })
}

describe('a server asked in the dialect rs', () => {
  const pullPath = (block = root) => `/dag/pull/${block.cid}`
  const pushPath = (block = root) => `/dag/push/${block.cid}`
  const pulling = (...roots: (typeof root)[]) =>
    rust.message('rs', { roots: roots.map(({ cid }) => cid.bytes), have: none })
  const handler = (...held: typeof all) => createHandler({ store: storeOf(...held) })

  async function namesOf(answer: Answered): Promise<string[]> {
    return (await rust.blocksOf(answer.body)).map(({ cid }) => CID.decode(cid).toString())
  }

  it('sends what is asked for; the header names the first block', async () => {
    const answer = await ask(handler(...all), pullPath(), pulling(b, a), { headers: DAG_CBOR })
    expect(answer.status).toBe(200)
    expect(toHex(answer.body)).toBe(toHex(car([b.cid], b, a)))
  })

  it.each([
    ['GET', { method: 'GET', body: null, headers: {} }],
    ['POST without a body', { body: null, headers: {} }],
    ['POST without a body and its type', { body: null, headers: DAG_CBOR }],
  ])('sends all of the DAG to a %s', async (_, init) => {
    const answer = await ask(handler(...all), pullPath(), null, init)
    expect([answer.status, await namesOf(answer)]).toEqual([200, all.map(({ cid }) => `${cid}`)])
  })

  it('sends what it has of a DAG that it does not have all of, and 404 only for nothing', async () => {
    const some = await ask(handler(root, a), pullPath(), pulling(root), { headers: DAG_CBOR })
    expect(await namesOf(some)).toEqual([`${root.cid}`, `${a.cid}`])
    const nothing = await ask(handler(root, a), pullPath(), pulling(b), { headers: DAG_CBOR })
    expect([nothing.status, nothing.problem.code]).toEqual([404, 'ERR_ROOTS_UNAVAILABLE'])
    const unknown = await ask(handler(), pullPath(), null, { method: 'GET', headers: {} })
    expect(unknown.status).toBe(404)
  })

  it('walks in preorder for who has nothing, level by level for who has a filter', async () => {
    const deep = node('deep', node('upper', a), b)
    const upper = node('upper', a)
    const store = [deep, upper, a, b]
    const cold = await ask(handler(...store), pullPath(deep), pulling(deep), { headers: DAG_CBOR })
    expect(await namesOf(cold)).toEqual([deep, upper, a, b].map(({ cid }) => `${cid}`))
    const have = filterOf(64, 5)
    have.add(stranger.cid.bytes)
    const body = rust.message('rs', { roots: [deep.cid.bytes], have })
    const warm = await ask(handler(...store), pullPath(deep), body, { headers: DAG_CBOR })
    expect(await namesOf(warm)).toEqual([deep, upper, b, a].map(({ cid }) => `${cid}`))
  })

  it.each([
    ['a message of the specification', cbor.message('rs', [root.cid.bytes])],
    [
      'CIDs that are none',
      cbor.map(
        ['rs', cbor.array(cbor.text('hello'))],
        ['bk', cbor.uint(3)],
        ['bb', cbor.byteString(hex(''))],
      ),
    ],
    ['a CID of half a million characters', longCid()],
    ['garbage', hex('ff00ff')],
    ['half a message', rust.message('rs', { roots: [root.cid.bytes], have: none }).slice(0, -5)],
    ['too many hashes', withFilter(65, '00ff')],
    ['hashes without end', withFilter(2 ** 32 - 1, 'ff')],
    ['a filter of no hash', withFilter(0, 'ff')],
  ])('refuses a pull with %s, and does not take it for one of everything', async (_, body) => {
    const answer = await ask(handler(...all), pullPath(), body, { headers: DAG_CBOR })
    expect(answer.status).toBe(400)
  })

  it('refuses what is called something else, another method, and a path without a CID', async () => {
    const typed = await ask(handler(...all), pullPath(), pulling(root), {
      headers: { 'content-type': 'text/plain' },
    })
    expect(typed.status).toBe(415)
    const put = await ask(handler(...all), pullPath(), null, { method: 'PUT', headers: {} })
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, POST'])
    const get = await ask(handler(...all), pushPath(), null, { method: 'GET', headers: {} })
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST'])
    for (const path of ['/dag/pull/-', '/dag/push/hello', `/dag/pull/${root.cid}x`]) {
      expect((await ask(handler(...all), path, null)).status).toBe(400)
    }
    for (const path of ['/dag/pull/', '/dag/pull', `/dag/pull/${root.cid}/more`]) {
      expect((await ask(handler(...all), path, null)).problem.code).toBe('ERR_ROUTE')
    }
  })

  it('takes a push for the root of the path, whatever the CAR names and is called', async () => {
    const store = storeOf()
    const server = createHandler({ store })
    const body = car([stranger.cid], root, a)
    const first = await ask(server, pushPath(), body, { headers: DAG_CBOR })
    const { roots, have } = rust.readMessage('sr', first.body)
    expect([first.status, roots.map(toHex)]).toEqual([202, [toHex(b.cid.bytes)]])
    expect([have.has(root.cid.bytes), have.has(a.cid.bytes)]).toEqual([true, true])
    const last = await ask(server, pushPath(), car([b.cid], b))
    expect([last.status, rust.readMessage('sr', last.body).roots]).toEqual([200, []])
    expect(contents(store)).toEqual(cidsOf(...all))
  })

  it('takes a push of no bytes for a question', async () => {
    for (const body of [null, new Uint8Array(0)]) {
      const answer = await ask(handler(root, a), pushPath(), body)
      expect(answer.status).toBe(202)
      expect(rust.readMessage('sr', answer.body).roots.map(toHex)).toEqual([toHex(b.cid.bytes)])
    }
  })

  it.each([
    ['a wrong block', car([root.cid], { ...root, bytes: a.bytes }), 400],
    ['half a CAR', car([root.cid], root).slice(0, -3), 400],
    ['garbage', hex('ff00ff'), 400],
    ['a header without end', varint(2 ** 46), 413],
  ])('refuses a push of %s', async (_, body, status) => {
    expect((await ask(handler(), pushPath(), body)).status).toBe(status)
  })

  it('answers neither before it has read the body', async () => {
    let read = 0
    const chunks = [
      car([root.cid], { ...root, bytes: a.bytes }),
      hex('00'.repeat(1000)),
      hex('00'.repeat(1000)),
    ]
    const body = new ReadableStream({
      pull(controller) {
        const chunk = chunks[read++]
        if (chunk) controller.enqueue(chunk)
        else controller.close()
      },
    })
    expect((await ask(handler(), pushPath(), body)).status).toBe(400)
    expect(read).toBe(4)
  })
})

it('takes a filter whose size is no power of two, which Rust indexes otherwise, for none', () => {
  const have = filterOf(3, 2)
  have.add(root.cid.bytes)
  const call = { direction: 'pull', roots: [] } as const
  const body = rust.message('rs', { roots: [a.cid.bytes], have })
  expect(rsDialect.decodePull(body, call).have.has(root.cid.bytes)).toBe(false)
})

function longCid(): Uint8Array<ArrayBuffer> {
  const text = cbor.text(`z${'1'.repeat(500_000)}`)
  return cbor.map(['rs', cbor.array(text)], ['bk', cbor.uint(3)], ['bb', cbor.byteString(hex(''))])
}

function withFilter(hashes: number, bytes: string): Uint8Array<ArrayBuffer> {
  const roots = cbor.array(cbor.text(root.cid.toString()))
  return cbor.map(['rs', roots], ['bk', cbor.uint(hashes)], ['bb', cbor.byteString(hex(bytes))])
}
