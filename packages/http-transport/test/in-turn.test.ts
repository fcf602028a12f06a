import type { Progress } from '@car-mirror/core'
import { expect, it } from 'vitest'
import { createHandler } from '../src/handler.js'
import { pull } from '../src/pull.js'
import { push } from '../src/push.js'
import { rsDialect } from '../src/rs-dialect.js'
import { node, raw } from './support/blocks.js'
import { fetchOf } from './support/fetches.js'
import { cidsOf, contents, storeOf } from './support/stores.js'

const url = 'http://peer.example'
const dialect = rsDialect
const [a, b, shared] = [raw('a'), raw('b'), raw('shared')]
const [one, two] = [node('one', a, shared), node('two', shared, b)]
const all = [one, two, a, b, shared]
const roots = [one.cid, two.cid, one.cid]

it('mirrors one root after the other, each once, as one transfer', async () => {
  const far = storeOf()
  const { fetch, made } = fetchOf(createHandler({ store: far }))
  const pushed = await push({ url, fetch, dialect, roots, store: storeOf(...all) })
  expect(made.map(({ path }) => path)).toEqual([`/dag/push/${one.cid}`, `/dag/push/${two.cid}`])
  expect(pushed).toMatchObject({ dialect: 'rs', complete: true, rounds: 2, duplicates: 1 })
  expect(pushed.blocks.sent).toBe(6)
  expect(pushed.bytes.sent).toBe(made[0]!.body.length + made[1]!.body.length)
  const near = storeOf()
  const pulled = await pull({ url, fetch, dialect, roots, store: near })
  // The filter tells of what is shared.
  expect(pulled).toMatchObject({ complete: true, rounds: 2, blocks: { received: 5 } })
  expect(contents(near)).toEqual(cidsOf(...all))
})

it.each([
  ['first', [one, a, two, b, shared], [two, b, shared]],
  ['last', [two, b, one, a, shared], [one, a, shared]],
] as const)('is incomplete when the %s one is', async (place, [root, gone, other], rest) => {
  const { fetch } = fetchOf(createHandler({ store: storeOf(root, ...rest) }))
  const order = place === 'first' ? [root.cid, other.cid] : [other.cid, root.cid]
  const pulled = await pull({ url, fetch, dialect, roots: order, store: storeOf() })
  expect(pulled.complete).toBe(false)
  expect(pulled.unavailable.map(String)).toEqual([gone.cid.toString()])
})

it('tells of progress as of one transfer', async () => {
  const { fetch } = fetchOf(createHandler({ store: storeOf(...all) }))
  const seen: Progress[] = []
  const onProgress = (event: Progress) => void seen.push(event)
  await pull({ url, fetch, dialect, roots, store: storeOf(), onProgress })
  const starts = seen.filter(({ type }) => type === 'round-start')
  expect(starts).toMatchObject([{ round: 1 }, { round: 2 }])
  const ends = seen.filter(({ type }) => type === 'round-end')
  expect(ends).toMatchObject([
    { round: 1, blocks: 3 },
    { round: 2, blocks: 5 },
  ])
})

it('has the rounds for all of them', async () => {
  const { fetch, made } = fetchOf(createHandler({ store: storeOf(...all) }))
  const pulled = await pull({ url, fetch, dialect, roots, store: storeOf(), maxRounds: 1 })
  expect([made.length, pulled.complete]).toEqual([1, false])
  expect(pulled.missing.map(String)).toEqual([two.cid.toString()])
})

it('does nothing without roots', async () => {
  const { fetch, made } = fetchOf(createHandler({ store: storeOf() }))
  const pulled = await pull({ url, fetch, dialect, roots: [], store: storeOf() })
  expect([made.length, pulled.complete, pulled.rounds]).toEqual([0, true, 0])
})
