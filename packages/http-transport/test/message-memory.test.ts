import { cbor, concat, hex } from '@car-mirror/vectors/by-hand'
import { expect, it } from 'vitest'
import { createHandler } from '../src/handler.js'
import { ask, PULL } from './support/ask.js'
import { raw } from './support/blocks.js'
import { storeOf } from './support/stores.js'

const MIB = 1024 * 1024
/** The largest message that is taken, but for the few bytes before it. */
const SIZE = 24 * MIB - 64

const root = raw('root')
const handler = createHandler({ store: storeOf(root) })

/** A message that is valid but for what an unknown key holds. */
function holding(head: string, item: string): Uint8Array<ArrayBuffer> {
  const filled = new Uint8Array(SIZE).fill(hex(item)[0]!)
  const roots = cbor.array(cbor.link(root.cid.bytes))
  const message = cbor.map(['bb', hex('40')], ['bk', hex('00')], ['rs', roots])
  // Three keys and one more, which is last.
  return concat(hex('a4'), message.subarray(1), hex('6178'), hex(head), filled)
}

/** How far the memory of this process rises above what it has ever been. Bytes. */
async function rise(body: Uint8Array<ArrayBuffer>) {
  const before = process.resourceUsage().maxRSS
  const answer = await ask(handler, PULL, body)
  return { answer, bytes: (process.resourceUsage().maxRSS - before) * 1024 }
}

it.each([
  ['tags in one another', '', 'c0'],
  ['lists in one another', '', '81'],
  ['maps in one another', '', 'a1'],
  ['a list of empty lists', `9a ${SIZE.toString(16).padStart(8, '0')}`, '80'],
  ['a list of nulls', `9a ${SIZE.toString(16).padStart(8, '0')}`, 'f6'],
])('refuses 24 MiB of %s for little more than they take', async (_, head, item) => {
  const { answer, bytes } = await rise(holding(head, item))
  expect([answer.status, answer.problem.code]).toEqual([400, 'ERR_MESSAGE'])
  expect(answer.problem.requirement).toBe('MSG-12')
  // The body stands there, and comes in pieces that grow into one: some three times its size.
  expect(bytes).toBeLessThan(128 * MIB)
})
