import { BloomFilter } from '@car-mirror/bloom'
import type { Status } from '@car-mirror/core'
import { toHex } from '@car-mirror/vectors'
import { cbor, concat, hex, varint } from '@car-mirror/vectors/by-hand'
import { describe, expect, it } from 'vitest'
import { goDialect } from '../src/go-dialect.js'
import { createHandler } from '../src/handler.js'
import { ask } from './support/ask.js'
import { node, raw, withBytes } from './support/blocks.js'
import { car } from './support/car.js'
import * as go from './support/go-peer.js'
import { blocksOf } from './support/rust-peer.js'
import { cidsOf, contents, storeOf } from './support/stores.js'

const [a, b] = [raw('a'), raw('b')]
const root = node('root', a, b)
const all = [root, a, b]
const stranger = raw('stranger')
const none = BloomFilter.empty()

function filterOf(bytes: number, hashes: number): BloomFilter {
  return BloomFilter.withParameters({ bytes, hashes })
}

describe('a server asked in the dialect go', () => {
  const STATUS = '/dag/cm/status'
  const BLOCKS = '/dag/cm/blocks'
  const handler = (...held: typeof all) => createHandler({ store: storeOf(...held) })
  const wanting = (have: Uint8Array, ...want: (typeof root)[]) => {
    const links = want.map(({ cid }) => cbor.link(cid.bytes))
    return framed(cbor.map(['have', have], ['want', cbor.array(...links)]))
  }
  const bloom = (filter: BloomFilter, number = 3, bits = filter.bits, hashes = filter.hashes) =>
    cbor.map([
      'bl',
      cbor.map(
        ['bytes', cbor.byteString(filter.bytes)],
        ['hashFunction', cbor.uint(number)],
        ['hashCount', cbor.uint(hashes)],
        ['bitCount', cbor.uint(bits)],
      ),
    ])
  const both = (a: Uint8Array, b: Uint8Array) => cbor.map(['cm', cbor.map(['a', a], ['b', b])])
  const listed = (...blocks: (typeof root)[]) =>
    cbor.map(['pf', cbor.array(...blocks.map(({ cid }) => cbor.link(cid.bytes)))])
  const empty = cbor.map(['em', cbor.map()])
  const has = (...blocks: (typeof root)[]) => {
    const filter = filterOf(64, 7)
    for (const { cid } of blocks) filter.add(cid.bytes)
    return filter
  }

  it('sends what is asked for, and names it in the header', async () => {
    const answer = await ask(handler(...all), STATUS, wanting(empty, root))
    expect([answer.status, toHex(answer.body)]).toEqual([202, toHex(car([root.cid], ...all))])
  })

  it.each([
    ['a filter', bloom(has(a)), [root, b]],
    ['a list', listed(a, stranger), [root, b]],
    ['filters in filters', both(both(empty, bloom(has(a))), listed(b)), [root]],
    ['a filter of another hash function', bloom(has(a), 2), all],
    ['more bits than bytes', bloom(has(a), 3, 2 ** 40), all],
    ['bits that are no power of two', bloom(filterOf(65, 3)), all],
    ['no bits', bloom(none, 3, 0, 12), all],
    ['hashes without end', bloom(has(a), 3, 512, 2 ** 31), all],
    ['no hashes', bloom(has(a), 3, 512, 0), all],
    ['thirty filters, one in the other', nest(30, bloom(has(a))), [root, b]],
    ['a hundred filters side by side', sideBySide(100, bloom(has(a))), [root, b]],
  ] as const)('makes use of what it can, given %s', async (_, have, sent) => {
    const answer = await ask(handler(...all), STATUS, wanting(have, root))
    const names = (await blocksOf(answer.body)).map(({ cid }) => toHex(cid))
    expect([answer.status, names]).toEqual([202, sent.map(({ cid }) => toHex(cid.bytes))])
  })

  it.each([
    ['no filter', framed(cbor.map(['want', cbor.array(cbor.link(root.cid.bytes))]))],
    ['a filter of no kind', wanting(cbor.map(['zz', cbor.map()]), root)],
    [
      'a filter without its numbers',
      wanting(cbor.map(['bl', cbor.map(['bytes', cbor.byteString(hex('00'))])]), root),
    ],
    ['half a pair of filters', wanting(cbor.map(['cm', cbor.map(['a', empty])]), root)],
    ['a list of no CIDs', wanting(cbor.map(['pf', cbor.array(cbor.text('x'))]), root)],
    ['filters in filters without end', wanting(nest(200, empty), root)],
    ['no length', wanting(empty, root).slice(1)],
    ['a length of 2^46', concat(varint(2 ** 46), hex('a0'))],
    ['a length that is too long', concat(varint(99), hex('a0'))],
    ['more than its length', concat(wanting(empty, root), hex('00'))],
    [
      'a link without a CID',
      framed(cbor.map(['have', empty], ['want', cbor.array(hex('d82a40'))])),
    ],
    ['nothing', hex('')],
    ['one byte', hex('00')],
  ])('refuses a pull with %s', async (_, body) => {
    const answer = await ask(handler(...all), STATUS, body)
    expect([answer.status, answer.problem.code]).toEqual([400, 'ERR_MESSAGE'])
  })

  it('refuses a pull of nothing with 400, and of what it does not have with 404', async () => {
    expect((await ask(handler(...all), STATUS, wanting(empty))).problem.code).toBe('ERR_NO_ROOTS')
    const unknown = await ask(handler(...all), STATUS, wanting(empty, stranger))
    expect([unknown.status, unknown.problem.code]).toEqual([404, 'ERR_ROOTS_UNAVAILABLE'])
  })

  it('sends all that is asked for, and a round of a hundred blocks at most beyond', async () => {
    const leaves = Array.from({ length: 300 }, (_, i) => raw(`${i}`))
    const wide = node('wide', ...leaves)
    const server = handler(wide, ...leaves)
    const first = await ask(server, STATUS, wanting(empty, wide))
    expect(await blocksOf(first.body)).toHaveLength(100)
    const second = await ask(server, STATUS, wanting(empty, ...leaves.slice(0, 250)))
    expect(await blocksOf(second.body)).toHaveLength(250)
  })

  it('takes every block that the header names, and tells of what lies below', async () => {
    const store = storeOf(b)
    const server = createHandler({ store })
    const answer = await ask(server, BLOCKS, go.carOf([withBytes(root)]))
    const { have, want } = go.readMessage(answer.body)
    expect([answer.status, want.map(toHex)]).toEqual([202, [toHex(a.cid.bytes)]])
    expect([have.has(b.cid.bytes), have.has(root.cid.bytes)]).toEqual([true, false])
    const last = await ask(server, BLOCKS, go.carOf([withBytes(a)]))
    expect([last.status, toHex(last.body)]).toEqual([
      202,
      toHex(go.message({ have: none, want: [] })),
    ])
    expect(contents(store)).toEqual(cidsOf(...all))
  })

  it('has filters of one size, whatever it tells of', async () => {
    const sizes: number[] = []
    for (const count of [1, 10, 400]) {
      const leaves = Array.from({ length: count }, (_, i) => raw(`${i}`))
      const wide = node('wide', ...leaves, stranger)
      const answer = await ask(handler(...leaves), BLOCKS, go.carOf([withBytes(wide)]))
      sizes.push(go.readMessage(answer.body).have.bits)
    }
    expect(sizes).toEqual([16_384, 16_384, 16_384])
  })

  it.each([
    ['no bytes', hex(''), 400],
    ['a CAR without roots', car([]), 400],
    ['a wrong block', go.carOf([{ ...withBytes(root), bytes: a.bytes }]), 400],
    ['half a CAR', go.carOf([withBytes(root)]).slice(0, -1), 400],
    [
      'a frame without end',
      concat(go.carOf([]).slice(0, 0), car([root.cid]), varint(2 ** 46)),
      413,
    ],
  ])('refuses a push of %s', async (_, body, status) => {
    const store = storeOf()
    expect((await ask(createHandler({ store }), BLOCKS, body)).status).toBe(status)
    expect(contents(store)).toEqual([])
  })

  it('takes a header of more blocks than it takes roots otherwise', async () => {
    const leaves = Array.from({ length: 8000 }, (_, i) => raw(`${i}`))
    const store = storeOf()
    const body = go.carOf(leaves.map(withBytes))
    expect((await ask(createHandler({ store }), BLOCKS, body)).status).toBe(202)
    expect(store.size()).toBe(8000)
  })

  it('answers POST only', async () => {
    for (const path of [STATUS, BLOCKS]) {
      const answer = await ask(handler(...all), path, null, { method: 'GET' })
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
    }
  })

  function framed(message: Uint8Array) {
    return concat(varint(message.length), message)
  }

  function nest(levels: number, innermost: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    return Array.from({ length: levels }).reduce<Uint8Array<ArrayBuffer>>(
      (have) => both(have, empty),
      innermost,
    )
  }

  function sideBySide(count: number, last: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    const halves = (from: number, to: number): Uint8Array<ArrayBuffer> => {
      if (to - from === 1) return to === count ? last : bloom(has(stranger))
      const middle = Math.floor((from + to) / 2)
      return both(halves(middle, to), halves(from, middle))
    }
    return halves(0, count)
  }
})

it('never sends a Go server a filter that would end it, nor one that costs more than it saves', () => {
  const read = (status: Status) => go.readMessage(goDialect.encodePull(status))
  const missing = [root.cid]
  expect(toHex(goDialect.encodePull({ missing, have: none }))).toBe(
    toHex(go.message({ have: none, want: [root.cid.bytes] })),
  )
  expect(read({ missing, have: filterOf(2 ** 18, 7) }).have.bits).toBe(2 ** 21)
  expect(read({ missing, have: filterOf(2 ** 19, 7) }).have.isEmpty).toBe(true)
})
