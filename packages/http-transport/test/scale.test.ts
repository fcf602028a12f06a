import { expect, it } from 'vitest'
import { createHandler } from '../src/handler.js'
import { pull } from '../src/pull.js'
import { push } from '../src/push.js'
import { type HandBlock, node, raw } from './support/blocks.js'
import { serve } from './support/serve.js'
import { storeOf } from './support/stores.js'

function chain(length: number): HandBlock[] {
  const blocks = [raw('end')]
  while (blocks.length < length) blocks.push(node(`${blocks.length}`, blocks.at(-1)!))
  return blocks.reverse()
}

function star(links: number): HandBlock[] {
  const leaves = Array.from({ length: links }, (_, i) => raw(`leaf ${i}`))
  return [node('wide', ...leaves), ...leaves]
}

const DAGS: [string, HandBlock[]][] = [
  ['a chain of 100,000 blocks', chain(100_000)],
  ['a node of 24,000 links', star(24_000)],
]

async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now()
  const result = await work()
  console.log(`${name}: ${Math.round(performance.now() - start)} ms`)
  return result
}

it.each(DAGS)('mirrors %s in one round, each way', async (name, blocks) => {
  const roots = [blocks[0]!.cid]
  const far = storeOf()
  const { url } = await serve(createHandler({ store: far }))
  const coldCall = Number.POSITIVE_INFINITY
  const pushed = await timed(`push of ${name}`, () =>
    push({ url, roots, store: storeOf(...blocks), coldCall }),
  )
  expect(pushed).toMatchObject({ complete: true, rounds: 1, blocks: { sent: blocks.length } })
  expect(far.size()).toBe(blocks.length)
  const near = storeOf()
  const pulled = await timed(`pull of ${name}`, () => pull({ url, roots, store: near }))
  expect(pulled).toMatchObject({ complete: true, rounds: 1, blocks: { received: blocks.length } })
  expect(near.size()).toBe(blocks.length)
})

it.each(DAGS)('pushes %s through a cold call and a filter', async (name, blocks) => {
  const far = storeOf()
  const { url } = await serve(createHandler({ store: far }))
  const store = storeOf(...blocks)
  const pushed = await timed(`cold push of ${name}`, () =>
    push({ url, roots: [blocks[0]!.cid], store, coldCall: 10_000 }),
  )
  expect(pushed.complete).toBe(true)
  expect(pushed.rounds).toBeLessThanOrEqual(4)
  expect(far.size()).toBe(blocks.length)
})

it('pulls 50,000 roots at once', async () => {
  const leaves = Array.from({ length: 50_000 }, (_, i) => raw(`root ${i}`))
  const roots = leaves.map(({ cid }) => cid)
  const { url } = await serve(createHandler({ store: storeOf(...leaves) }))
  const near = storeOf()
  const pulled = await timed('pull of 50,000 roots', () => pull({ url, roots, store: near }))
  expect(pulled).toMatchObject({ complete: true, rounds: 1, unavailable: [] })
  expect(near.size()).toBe(50_000)
})

it('finds 50,000 roots missing that nobody has', async () => {
  const roots = Array.from({ length: 50_000 }, (_, i) => raw(`root ${i}`).cid)
  const here = raw('here')
  const { url } = await serve(createHandler({ store: storeOf(here) }))
  const pulled = await timed('pull of 50,000 absent roots', () =>
    pull({ url, roots: [...roots, here.cid], store: storeOf() }),
  )
  expect(pulled).toMatchObject({ complete: false, rounds: 1, blocks: { received: 1 } })
  expect(pulled.unavailable).toHaveLength(50_000)
})
