import { mirror, Receiver, Sender } from '@car-mirror/core'
import { expect, it } from 'vitest'
import { GeneratedDag } from '../../src/growth/generated-dag.js'
import { GeneratedStore } from '../../src/growth/generated-store.js'

it('holds what was put, and only that', () => {
  const dag = new GeneratedDag({ leaves: 20, leafBytes: 16 })
  const store = new GeneratedStore(dag, false)
  expect(store.size()).toBe(0)
  const block = { cid: dag.cid(9), bytes: dag.bytes(9) }
  store.put([block, block])
  expect(store.size()).toBe(1)
  const held = Array.from({ length: dag.size }, (_, i) => store.has(dag.cid(i)))
  expect(held.map((has, i) => (has ? i : -1)).filter((i) => i >= 0)).toEqual([9])
  expect(store.get(dag.cid(9))).toEqual(block.bytes)
  expect(store.get(dag.cid(8))).toBeUndefined()
})

it('takes no block of another DAG', () => {
  const store = new GeneratedStore(new GeneratedDag({ leaves: 3, leafBytes: 16 }), false)
  const other = new GeneratedDag({ leaves: 3, leafBytes: 16, seed: 1 })
  expect(() => store.put([...other.blocks()])).toThrow(RangeError)
})

it('is good enough for a whole transfer', async () => {
  const dag = new GeneratedDag({ leaves: 500, leafBytes: 200 })
  const to = new GeneratedStore(dag, false)
  const sender = await Sender.open({ store: new GeneratedStore(dag, true) })
  const receiver = await Receiver.open({ store: to, roots: [dag.root] })
  const outcome = await mirror(sender, receiver)
  expect(outcome).toMatchObject({ complete: true, rounds: 1, blocks: dag.size })
  expect(to.size()).toBe(dag.size)
})
