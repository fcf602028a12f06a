import { expect, it } from 'vitest'
import type { Block } from '../src/block.js'
import { WriteBehind } from '../src/write-behind.js'
import { rawBlock } from './support.js'

const a = await rawBlock('a')
const b = await rawBlock('b')
const c = await rawBlock('c')

/** A store whose writes end when they are told to. */
function slowStore() {
  const writes: { blocks: readonly Block[]; end: (error?: Error) => void }[] = []
  const put = (blocks: readonly Block[]) =>
    new Promise<void>((resolve, reject) => {
      const end = (error?: Error) => (error ? reject(error) : resolve())
      writes.push({ blocks, end })
    })
  const store = { has: () => false, get: () => undefined, put }
  return { store, writes }
}

async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const turn = new Promise((resolve) => setTimeout(resolve, 5))
  return Promise.race([promise.then(() => true), turn.then(() => false)])
}

it('goes on while a batch is being written, and waits before it begins a second one', async () => {
  const { store, writes } = slowStore()
  const behind = new WriteBehind(store)
  behind.add(a)
  await behind.start()
  behind.add(b)
  const second = behind.start()
  expect(await isSettled(second)).toBe(false)
  expect(writes.map(({ blocks }) => blocks)).toEqual([[a]])
  writes[0]!.end()
  await second
  expect(writes.map(({ blocks }) => blocks)).toEqual([[a], [b]])
})

it('ends when everything is there', async () => {
  const { store, writes } = slowStore()
  const behind = new WriteBehind(store)
  behind.add(a)
  const end = behind.end()
  expect(await isSettled(end)).toBe(false)
  writes[0]!.end()
  await end
  await behind.end()
  expect(writes).toHaveLength(1)
})

it('writes at once to a store that has nothing to do, and else from 4 MiB on', async () => {
  const { store, writes } = slowStore()
  const behind = new WriteBehind(store)
  expect(behind.isDue).toBe(false)
  behind.add(a)
  expect(behind.isDue).toBe(true)
  await behind.start()
  // What it takes to hold a block counts too.
  const bytes = new Uint8Array(4 * 1024 * 1024 - 256 - a.cid.length - 1)
  behind.add({ cid: a.cid, bytes })
  expect(behind.isDue).toBe(false)
  behind.add(b)
  expect(behind.isDue).toBe(true)
  writes[0]!.end()
  await behind.start()
  behind.add(c)
  expect(behind.isDue).toBe(false)
  writes[1]!.end()
  await isSettled(Promise.resolve())
  expect(behind.isDue).toBe(true)
})

it('after a failure loses what was being written and what was queued, and says so once', async () => {
  const { store, writes } = slowStore()
  const behind = new WriteBehind(store)
  behind.add(a)
  await behind.start()
  behind.add(b)
  behind.add(c)
  writes[0]!.end(new Error('disk full'))
  await expect(behind.start()).rejects.toThrow('disk full')
  expect(behind.takeLost()).toEqual([a, b, c])
  expect(behind.takeLost()).toEqual([])
  await behind.end()
  expect(writes).toHaveLength(1)
})

it('loses however many blocks there are', async () => {
  const { store, writes } = slowStore()
  const behind = new WriteBehind(store)
  behind.add(a)
  await behind.start()
  for (let i = 0; i < 200_000; i++) behind.add(b)
  writes[0]!.end(new Error('disk full'))
  await expect(behind.start()).rejects.toThrow('disk full')
  expect(behind.takeLost()).toHaveLength(200_001)
})

it('takes a store that fails at once for one that fails later', async () => {
  const put = () => {
    throw new Error('closed')
  }
  const behind = new WriteBehind({ has: () => false, get: () => undefined, put })
  behind.add(a)
  await behind.start()
  await expect(behind.end()).rejects.toThrow('closed')
  expect(behind.takeLost()).toEqual([a])
})
