import { BloomFilter } from '@car-mirror/bloom'
import { toHex } from '@car-mirror/vectors'
import { hex } from '@car-mirror/vectors/by-hand'
import { CID } from 'multiformats/cid'
import { expect, it } from 'vitest'
import { specDialect } from '../src/spec-dialect.js'

// The golden vector: sha2-256 of "hello" as a raw CIDv1, in a filter of 64 bits and 2 hashes.
const HELLO = '01551220 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'
const FILTER = '0000000000200400'
const hello = CID.decode(hex(HELLO))

function helloFilter(): BloomFilter {
  const filter = BloomFilter.withParameters({ bytes: 8, hashes: 2 })
  filter.add(hello.bytes)
  return filter
}

it('writes a pull request in canonical DAG-CBOR', () => {
  const { encodePull } = specDialect
  const status = { missing: [hello], have: BloomFilter.empty() }
  expect(toHex(encodePull(status))).toBe(
    toHex(hex(`a3 626262 40 62626b 00 627273 81 d82a 5825 00 ${HELLO}`)),
  )
  expect(toHex(encodePull({ ...status, have: helloFilter() }))).toBe(
    toHex(hex(`a3 626262 48 ${FILTER} 62626b 02 627273 81 d82a 5825 00 ${HELLO}`)),
  )
})

it('writes a push answer in canonical DAG-CBOR, as 202 or 200', () => {
  const { encodePush } = specDialect
  const more = encodePush({ missing: [hello], have: helloFilter() })
  expect([more.code, toHex(more.body)]).toEqual([
    202,
    toHex(hex(`a3 626262 48 ${FILTER} 62626b 02 626472 81 d82a 5825 00 ${HELLO}`)),
  ])
  const done = encodePush({ missing: [], have: BloomFilter.empty() })
  expect([done.code, toHex(done.body)]).toEqual([
    200,
    toHex(hex('a3 626262 40 62626b 00 626472 80')),
  ])
})

it('reads a pull request', () => {
  const read = specDialect.decodePull(
    hex(`a3 626262 48 ${FILTER} 62626b 02 627273 81 d82a 5825 00 ${HELLO}`),
  )
  expect(read.missing.map(String)).toEqual([hello.toString()])
  expect([toHex(read.have.bytes), read.have.hashes]).toEqual([FILTER, 2])
})

it('takes an empty filter for one that has nothing, whatever its hash count', () => {
  for (const bk of ['00', '03', '1841', '1a ffffffff', '1b ffffffffffffffff', '20']) {
    const read = specDialect.decodePull(
      hex(`a3 626262 40 62626b ${bk} 627273 81 d82a 5825 00 ${HELLO}`),
    )
    expect(read.have.has(hello.bytes)).toBe(false)
    expect(read.have.isEmpty).toBe(true)
  }
})

it.each(['6472', '7372'])('reads a push answer with its roots under 0x%s', (field) => {
  const body = hex(`a3 626262 40 62626b 00 62${field} 81 d82a 5825 00 ${HELLO}`)
  expect(specDialect.decodePush(202, body).missing.map(String)).toEqual([hello.toString()])
})

it('prefers `dr` to `sr`', () => {
  const body = hex(`a4 626262 40 62626b 00 626472 80 627372 81 d82a 5825 00 ${HELLO}`)
  expect(specDialect.decodePush(200, body).missing).toEqual([])
})

it('does not mind keys that it does not know, nor their order', () => {
  const link = `d82a 5825 00 ${HELLO}`
  for (const body of [
    `a3 627273 81 ${link} 62626b 03 626262 40`,
    `a4 6178 f6 627273 81 ${link} 62626b 03 626262 40`,
  ]) {
    expect(specDialect.decodePull(hex(body)).missing.map(String)).toEqual([hello.toString()])
  }
})

it('counts repeated roots once', () => {
  const link = `d82a 5825 00 ${HELLO}`
  const body = hex(`a3 626262 40 62626b 00 627273 83 ${link} ${link} ${link}`)
  expect(specDialect.decodePull(body).missing).toHaveLength(1)
})

it.each([
  [200, 'a3 626262 40 62626b 00 626472 80', 0],
  [202, `a3 626262 40 62626b 00 626472 81 d82a 5825 00 ${HELLO}`, 1],
])('takes %i for what it means', (code, body, count) => {
  expect(specDialect.decodePush(code, hex(body)).missing).toHaveLength(count)
})

it.each([
  [202, 'a3 626262 40 62626b 00 626472 80'],
  [204, 'a3 626262 40 62626b 00 626472 80'],
  [200, `a3 626262 40 62626b 00 626472 81 d82a 5825 00 ${HELLO}`],
])('refuses a push answer whose status %i contradicts its roots', (code, body) => {
  expect(() => specDialect.decodePush(code, hex(body))).toThrow(
    expect.objectContaining({ code: 'ERR_PROTOCOL', requirement: 'PUSH-7' }),
  )
})

it('asks at the recommended routes, with `diff` percent-encoded', () => {
  const { target } = specDialect
  expect(target({ direction: 'pull' })).toBe('/api/v0/dag/pull')
  expect(target({ direction: 'push' })).toBe('/api/v0/dag/push')
  expect(target({ direction: 'push', diff: 'ipns://a b&c?d' })).toBe(
    '/api/v0/dag/push?diff=ipns%3A%2F%2Fa%20b%26c%3Fd',
  )
})

it.each([
  ['pull', { direction: 'pull' }],
  ['push', { direction: 'push' }],
  ['push?diff=', { direction: 'push' }],
  ['push&diff=', { direction: 'push' }],
  ['push?other=1', { direction: 'push' }],
  ['push?diff=bafy', { direction: 'push', diff: 'bafy' }],
  ['pull?diff=bafy', { direction: 'pull', diff: 'bafy' }],
  ['push&diff=bafy', { direction: 'push', diff: 'bafy' }],
  ['pull&diff=bafy', { direction: 'pull', diff: 'bafy' }],
  ['push?diff=ipns%3A%2F%2Fa%20b%26c%3Fd', { direction: 'push', diff: 'ipns://a b&c?d' }],
  ['push&diff=ipns%3A%2F%2Fa%20b%26c%3Fd', { direction: 'push', diff: 'ipns://a b&c?d' }],
  ['push?diff=ipns://name', { direction: 'push', diff: 'ipns://name' }],
  ['push&diff=ipns://name', { direction: 'push', diff: 'ipns://name' }],
  ['push&diff=%zz', { direction: 'push' }],
  ['push/bafy', undefined],
  ['pusher', undefined],
  ['push&dif=bafy', undefined],
])('reads the route %s', (route, call) => {
  const url = new URL(`http://peer.example/some/prefix/api/v0/dag/${route}`)
  expect(specDialect.route(url)).toEqual(call)
})
