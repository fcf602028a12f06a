import { expect, it } from 'vitest'
import { Pace } from '../src/pace.js'
import { Receiver } from '../src/receiver.js'
import { Sender } from '../src/sender.js'
import type { Store } from '../src/store.js'
import { cborBlock, rawBlock } from './support.js'

const links = await cborBlock(Array.from({ length: 5 }, (_, i) => ({ i })))
const root = await cborBlock([links.link])

/** A store that answers at once and takes its time about it, so that a walk would hog the process. */
function slowStore(asked: () => void): Store {
  const get = () => {
    const end = performance.now() + 30
    while (performance.now() < end);
    asked()
    return root.bytes
  }
  return { has: () => true, get, put: () => {} }
}

it('asks for a pause only when one is due', async () => {
  const pace = new Pace()
  expect(pace.step()).toBeUndefined()
  await new Promise((resolve) => setTimeout(resolve, 30))
  await pace.step()
  expect(pace.step()).toBeUndefined()
})

it('lets other work run between the blocks of a walk, which may abort it', async () => {
  for (const open of [
    (store: Store, signal: AbortSignal) => Receiver.open({ store, roots: [root.link], signal }),
    (store: Store, signal: AbortSignal) =>
      Sender.open({ store, order: 'preorder', basis: [root.link], signal }),
  ]) {
    const stop = new AbortController()
    let reads = 0
    const walking = open(
      slowStore(() => {
        if (++reads === 1) setImmediate(() => stop.abort(new Error('enough')))
      }),
      stop.signal,
    )
    await expect(walking).rejects.toThrow('enough')
    expect(reads).toBe(1)
  }
})

it('lets other work run between the leaves below one node, which may abort it', async () => {
  const leaves = await Promise.all(['a', 'b', 'c', 'd'].map(rawBlock))
  const node = await cborBlock(leaves.map(({ link }) => link))
  const stop = new AbortController()
  let asked = 0
  const has = () => {
    const end = performance.now() + 30
    while (performance.now() < end);
    if (++asked === 1) setImmediate(() => stop.abort(new Error('enough')))
    return true
  }
  const store = { has, get: () => node.bytes, put: () => {} }
  const walking = Receiver.open({ store, roots: [node.link], signal: stop.signal })
  await expect(walking).rejects.toThrow('enough')
  expect(asked).toBe(1)
})
