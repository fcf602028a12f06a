import { toHex } from '@car-mirror/vectors'
import { cbor, concat, hex } from '@car-mirror/vectors/by-hand'
import { expect, it } from 'vitest'
import { createHandler } from '../src/handler.js'
import { specDialect } from '../src/spec-dialect.js'
import { ask, PULL } from './support/ask.js'
import { raw } from './support/blocks.js'
import { car } from './support/car.js'
import { message } from './support/message.js'
import { cidsOf, contents, storeOf } from './support/stores.js'

const root = raw('root')
const CID = toHex(root.cid.bytes)
const DIGEST = CID.slice(-64)
const LINK = `d82a 5825 00 ${CID}`
const RS = `627273 81 ${LINK}`
const NO_FILTER = '626262 40 62626b 00'
const good = message('rs', [root.cid])

const MALFORMED: [string, string][] = [
  ['nothing', ''],
  ['a byte too many', `${toHex(good)} 00`],
  ['a map of unknown length', `bf ${NO_FILTER} ${RS} ff`],
  ['a list of unknown length', `a3 ${NO_FILTER} 627273 9f ${LINK} ff`],
  ['bytes of unknown length', `a3 626262 5f 41 ff ff 62626b 01 ${RS}`],
  ['a key of unknown length', `a3 7f 626262 ff 40 62626b 00 ${RS}`],
  ['an int that is longer than needed', `a3 626262 40 62626b 1803 ${RS}`],
  ['an int of two bytes too many', `a3 626262 40 62626b 190003 ${RS}`],
  ['an int of seven bytes too many', `a3 626262 40 62626b 1b0000000000000003 ${RS}`],
  ['a list with a long head', `a3 ${NO_FILTER} 627273 9801 ${LINK}`],
  ['a map with a long head', `b803 ${NO_FILTER} ${RS}`],
  ['bytes with a long head', `a3 626262 5801ff 62626b 01 ${RS}`],
  ['a key with a long head', `a3 78026262 40 62626b 00 ${RS}`],
  ['a key twice', `a4 ${NO_FILTER} 62626b 00 ${RS}`],
  ['a key that is a number', `a4 01 00 ${NO_FILTER} ${RS}`],
  ['a list', `83 40 00 81 ${LINK}`],
  ['a number', '03'],
  ['null', 'f6'],
  ['a link', LINK],
  ['text', '63616263'],
  ['an empty map', 'a0'],
  ['no `bb`', `a2 62626b 00 ${RS}`],
  ['`bb` of text', `a3 626262 60 62626b 00 ${RS}`],
  ['`bb` of numbers', `a3 626262 80 62626b 00 ${RS}`],
  ['`bb` null', `a3 626262 f6 62626b 00 ${RS}`],
  ['no `bk`', `a2 626262 40 ${RS}`],
  ['`bk` of text', `a3 626262 40 62626b 6133 ${RS}`],
  ['`bk` null', `a3 626262 40 62626b f6 ${RS}`],
  ['`bk` of bytes', `a3 626262 40 62626b 4103 ${RS}`],
  ['`bk` of one and a half', `a3 626262 41ff 62626b fb3ff8000000000000 ${RS}`],
  ['`bk` of one and a half beside no filter', `a3 626262 40 62626b fb3ff8000000000000 ${RS}`],
  ['`bk` of three in 16 bits of floating point', `a3 626262 41ff 62626b f94200 ${RS}`],
  ['`bk` of three in 32 bits of floating point', `a3 626262 41ff 62626b fa40400000 ${RS}`],
  ['`bk` of three in 64 bits of floating point', `a3 626262 41ff 62626b fb4008000000000000 ${RS}`],
  ['`bk` of nothing in floating point', `a3 626262 40 62626b f90000 ${RS}`],
  [
    '`bk` in floating point behind another `bk`',
    `a4 6178 a1 62626b 03 626262 41ff 62626b f94200 ${RS}`,
  ],
  ['`bk` behind a byte order mark', `a3 626262 41ff 65efbbbf626b 03 ${RS}`],
  ['no `rs`', `a2 ${NO_FILTER}`],
  ['`rs` that is a link', `a3 ${NO_FILTER} 627273 ${LINK}`],
  ['`rs` that is a map', `a3 ${NO_FILTER} 627273 a0`],
  [
    '`rs` of text',
    `a3 ${NO_FILTER} ${toHex(cbor.text('rs'))} 81 ${toHex(cbor.text(`${root.cid}`))}`,
  ],
  ['`rs` of numbers', `a3 ${NO_FILTER} 627273 8101`],
  [
    '`rs` with a map that looks like a CID object',
    `a3 ${NO_FILTER} 627273 81 a2 612f 6178 656279746573 6178`,
  ],
  ['`rs` of bytes', `a3 ${NO_FILTER} 627273 81 5824 ${CID}`],
  ['`rs` with null beside a link', `a3 ${NO_FILTER} 627273 82 ${LINK} f6`],
  ['another tag than 42', `a3 ${NO_FILTER} 627273 81 d82b 5825 00 ${CID}`],
  ['a link without its first zero', `a3 ${NO_FILTER} 627273 81 d82a 5824 ${CID}`],
  ['a link cut short', `a3 ${NO_FILTER} 627273 81 d82a 5824 00 ${CID.slice(0, -2)}`],
  ['a link with a byte too many', `a3 ${NO_FILTER} 627273 81 d82a 5826 00 ${CID} 00`],
  ['a CIDv0 spelled out', `a3 ${NO_FILTER} 627273 81 d82a 5825 00 0070 1220 ${DIGEST}`],
  ['a CIDv0 of 18 bytes', `a3 ${NO_FILTER} 627273 81 d82a 53 00 1210 ${DIGEST.slice(32)}`],
  ['a CIDv0 of 35 bytes', `a3 ${NO_FILTER} 627273 81 d82a 5824 00 1221 ${DIGEST} 00`],
  [
    'a CID of a codec from 2^53 on',
    `a3 ${NO_FILTER} 627273 81 d82a 582c 00 01 8080808080808010 1220 ${DIGEST}`,
  ],
  ['a list that claims 2^32 entries', `a3 ${NO_FILTER} 627273 9b0000000100000000`],
  ['bytes that claim 2^46', `a3 626262 5b0000400000000000`],
  ['a million lists in each other', '81'.repeat(1_000_000)],
]

const store = storeOf(root)
const handler = createHandler({ store })

async function expectUnharmed(): Promise<void> {
  expect(contents(store)).toEqual(cidsOf(root))
  const answer = await ask(handler, PULL, good)
  expect(toHex(answer.body)).toBe(toHex(car([root.cid], root)))
}

it.each(MALFORMED)('refuses a pull request that is %s', async (_, digits) => {
  const answer = await ask(handler, PULL, hex(digits))
  expect([answer.status, answer.problem.code]).toEqual([400, 'ERR_MESSAGE'])
  await expectUnharmed()
})

it.each(MALFORMED)('refuses a push answer that is %s', (_, digits) => {
  const asPush = digits.replaceAll('627273', '626472')
  const malformed = expect.objectContaining({ code: 'ERR_MESSAGE' })
  for (const code of [200, 202]) {
    expect(() => specDialect.decodePush(code, hex(asPush))).toThrow(malformed)
  }
})

it('takes each list of roots only where it belongs', async () => {
  const answer = await ask(handler, PULL, hex(`a3 ${NO_FILTER} 626472 81 ${LINK}`))
  expect([answer.status, answer.problem.code]).toEqual([400, 'ERR_MESSAGE'])
  expect(() => specDialect.decodePush(202, good)).toThrow(
    expect.objectContaining({ code: 'ERR_MESSAGE' }),
  )
})

it('refuses a pull request that is cut off anywhere', async () => {
  for (let length = 0; length < good.length; length++) {
    const answer = await ask(handler, PULL, good.slice(0, length))
    expect([answer.status, answer.problem.code]).toEqual([400, 'ERR_MESSAGE'])
  }
  await expectUnharmed()
})

it.each([0n, 65n, 2n ** 32n, 2n ** 53n, 2n ** 64n - 1n])('refuses %s hashes', async (bk) => {
  const body = cbor.map(
    ['bb', cbor.byteString(hex('ff'))],
    ['bk', cbor.uint(bk)],
    ['rs', cbor.array(cbor.link(root.cid.bytes))],
  )
  const answer = await ask(handler, PULL, body)
  expect([answer.status, answer.problem.code]).toEqual([400, 'ERR_FILTER_HASHES'])
  expect(answer.problem.requirement).toBe('BF-17')
  await expectUnharmed()
})

it('refuses a negative number of hashes', async () => {
  const answer = await ask(handler, PULL, hex(`a3 626262 41ff 62626b 20 ${RS}`))
  expect([answer.status, answer.problem.code]).toEqual([400, 'ERR_FILTER_HASHES'])
  await expectUnharmed()
})

it.each([
  ['a key of that name for a value', `a4 6178 62626b 626262 41ff 62626b 03 ${RS}`],
  ['a float elsewhere', `a4 6178 f94200 626262 41ff 62626b 03 ${RS}`],
  ['a list before it', `a4 6178 82 62626b f94200 626262 41ff 62626b 03 ${RS}`],
])('reads the number of hashes in spite of %s', async (_, digits) => {
  const { missing, have } = specDialect.decodePull(hex(digits))
  expect([missing.map(String), have.hashes]).toEqual([[root.cid.toString()], 3])
})

it.each([
  ['0', `1220 ${DIGEST}`],
  ['1', CID],
])('takes a root of version %s', async (_, digits) => {
  const body = hex(`a3 ${NO_FILTER} 627273 81 ${toHex(cbor.link(hex(digits)))}`)
  expect(specDialect.decodePull(body).missing.map(({ bytes }) => toHex(bytes))).toEqual([
    toHex(hex(digits)),
  ])
})

it.each([1, 64])('takes %i hashes', async (bk) => {
  const answer = await ask(handler, PULL, message('rs', [root.cid], bk, hex('ff')))
  expect(answer.status).toBe(200)
})

it('takes a filter of 16 MiB and refuses one of a byte more', async () => {
  const largest = new Uint8Array(16 * 1024 * 1024)
  const taken = await ask(handler, PULL, message('rs', [root.cid], 1, largest))
  expect(taken.status).toBe(200)
  const larger = message('rs', [root.cid], 1, concat(largest, hex('00')))
  const refused = await ask(handler, PULL, larger)
  expect([refused.status, refused.problem.code]).toEqual([400, 'ERR_FILTER_SIZE'])
  await expectUnharmed()
})

it('refuses more links than a message has reason to hold, before it reads them', async () => {
  const count = 131_073
  const head = hex(`a3 ${NO_FILTER} 627273 9a ${count.toString(16).padStart(8, '0')}`)
  const body = Buffer.concat([head, Buffer.alloc(count * hex(LINK).length, hex(LINK))])
  const answer = await ask(handler, PULL, body)
  expect([answer.status, answer.problem.code]).toEqual([400, 'ERR_MESSAGE'])
  expect(answer.problem.title).toContain('131072 links')
})
