import { BloomFilter } from '@car-mirror/bloom'
import { toHex } from '@car-mirror/vectors'
import { cbor, DAG_CBOR, hex } from '@car-mirror/vectors/by-hand'
import type { CID } from 'multiformats/cid'
import { expect, it } from 'vitest'
import { createHandler } from '../src/handler.js'
import type { ServedRound } from '../src/index.js'
import { ask, PULL } from './support/ask.js'
import { cidOf, type HandBlock, node, raw } from './support/blocks.js'
import { car } from './support/car.js'
import { message } from './support/message.js'
import { storeOf } from './support/stores.js'

const [a1, a2, b1] = [raw('a1'), raw('a2'), raw('b1')]
const [a, b] = [node('a', a1, a2), node('b', b1)]
const root = node('root', a, b)
const all = [root, a, a1, a2, b, b1]
const absent = raw('absent')

const handler = createHandler({ store: storeOf(...all) })

/** The answer to a pull of these roots, as hex. */
async function pulled(roots: readonly HandBlock[], bk = 0, bb?: Uint8Array): Promise<string> {
  const cids = roots.map(({ cid }) => cid)
  const answer = await ask(handler, PULL, message('rs', cids, bk, bb))
  expect(answer.status).toBe(200)
  return toHex(answer.body)
}

function filterOf(...blocks: readonly HandBlock[]): [number, Uint8Array] {
  const filter = BloomFilter.forCount(blocks.length)
  filter.addMany(blocks.map(({ cid }) => cid.bytes))
  return [filter.hashes, filter.bytes]
}

it('sends parents before children and the first child with all below it first', async () => {
  expect(await pulled([root])).toBe(toHex(car([root.cid], root, a, a1, a2, b, b1)))
})

it('serves the byte string that the facts derive for three hashes and no filter', async () => {
  const body = hex(`a3 626262 40 62626b 03 627273 81 d82a 5825 00 ${toHex(a1.cid.bytes)}`)
  const answer = await ask(handler, PULL, body)
  expect(toHex(answer.body)).toBe(toHex(car([a1.cid], a1)))
})

it('serves several roots, and a block below two of them once', async () => {
  expect(await pulled([b, root, a1])).toBe(
    toHex(car([b.cid, root.cid, a1.cid], b, b1, root, a, a1, a2)),
  )
})

it('names in the header the requested roots that are there', async () => {
  expect(await pulled([a1, absent, b1])).toBe(toHex(car([a1.cid, b1.cid], a1, b1)))
})

it('counts a root that is asked for twice once', async () => {
  expect(await pulled([a1, a1])).toBe(toHex(car([a1.cid], a1)))
})

it('goes no further where the filter has a block', async () => {
  expect(await pulled([root], ...filterOf(a))).toBe(toHex(car([root.cid], root, b, b1)))
})

it('looks below a block that the filter has if it was asked for', async () => {
  expect(await pulled([root, a2], ...filterOf(root, a, a2))).toBe(
    toHex(car([root.cid, a2.cid], root, b, b1, a2)),
  )
})

it('sends what was asked for through a filter that has everything', async () => {
  expect(await pulled([root, b], 1, hex('ff'))).toBe(toHex(car([root.cid, b.cid], root, b)))
})

it('says in a CAR without blocks that an inline root needs none', async () => {
  const inline = cidOf(DAG_CBOR, 0, cbor.array())
  const answer = await ask(handler, PULL, message('rs', [inline]))
  expect([answer.status, toHex(answer.body)]).toEqual([200, toHex(car([inline]))])
})

it('follows the links of an inline block without sending it', async () => {
  const inline = cidOf(DAG_CBOR, 0, cbor.array(cbor.link(b1.cid.bytes)))
  const answer = await ask(handler, PULL, message('rs', [inline]))
  expect(toHex(answer.body)).toBe(toHex(car([inline], b1)))
})

it('sends what it has of a DAG of which it lacks a part', async () => {
  const partial = createHandler({ store: storeOf(root, a, a2, b1) })
  const answer = await ask(partial, PULL, message('rs', [root.cid]))
  expect([answer.status, toHex(answer.body)]).toEqual([200, toHex(car([root.cid], root, a, a2))])
})

it('tells of a round after its last block', async () => {
  const rounds: ServedRound[] = []
  const observed = createHandler({
    store: storeOf(...all),
    onRound: (round) => void rounds.push(round),
  })
  await ask(observed, PULL, message('rs', [a.cid, absent.cid]))
  await ask(observed, PULL, message('rs', [absent.cid]))
  const bytes = a.bytes.length + a1.bytes.length + a2.bytes.length
  expect(rounds.map((round) => ({ ...round, roots: round.roots.map(text) }))).toEqual([
    { direction: 'pull', dialect: 'spec', roots: [text(a.cid)], blocks: 3, bytes },
  ])
})

function text(cid: CID): string {
  return cid.toString()
}
