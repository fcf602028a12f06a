import { expect, it } from 'vitest'
import { mirror } from '../src/mirror.js'
import type { Progress } from '../src/progress.js'
import { Receiver } from '../src/receiver.js'
import { Sender } from '../src/sender.js'
import { cborBlock, rawBlock, StrictStore } from './support.js'

const leaf = await rawBlock('leaf')
const middle = await cborBlock([leaf.link])
const root = await cborBlock([middle.link])

async function peers() {
  const source = new StrictStore()
  source.put([leaf, middle, root])
  const sender = await Sender.open({ store: source, order: 'preorder' })
  const receiver = await Receiver.open({ store: new StrictStore(), roots: [root.link] })
  /** One block a round. */
  const slow = {
    answer: (status: Parameters<Sender['answer']>[0]) => sender.answer(status, { bytes: 0 }),
  }
  return { sender, slow, receiver }
}

it('counts rounds, blocks and payload bytes', async () => {
  const { sender, receiver } = await peers()
  const bytes = leaf.bytes.length + middle.bytes.length + root.bytes.length
  expect(await mirror(sender, receiver)).toEqual({
    complete: true,
    rounds: 1,
    blocks: 3,
    bytes,
    missing: [],
    unavailable: [],
  })
})

it('stops after the rounds it may take and says what is missing', async () => {
  const { slow, receiver } = await peers()
  const outcome = await mirror(slow, receiver, { maxRounds: 2 })
  expect(outcome).toMatchObject({ complete: false, rounds: 2, blocks: 2, missing: [leaf.link] })
})

it('tells of each round and of the blocks in between', async () => {
  const { slow, receiver } = await peers()
  const seen: Progress[] = []
  await mirror(slow, receiver, { onProgress: (progress) => seen.push(progress) })
  const bytes = root.bytes.length
  expect(seen.slice(0, 3)).toEqual([
    { type: 'round-start', round: 1, missing: 1 },
    { type: 'blocks', blocks: 1, bytes },
    { type: 'round-end', round: 1, missing: 1, blocks: 1, bytes },
  ])
  expect(seen.at(-1)).toMatchObject({ type: 'round-end', round: 3, missing: 0, blocks: 3 })
})

it('stops when it is told to', async () => {
  const { slow, receiver } = await peers()
  const stop = new AbortController()
  const running = mirror(slow, receiver, {
    signal: stop.signal,
    onProgress: ({ type }) => type === 'round-end' && stop.abort(new Error('enough')),
  })
  await expect(running).rejects.toThrow('enough')
})

it('takes no round when nothing is missing', async () => {
  const store = new StrictStore()
  store.put([leaf])
  const receiver = await Receiver.open({ store, roots: [leaf.link] })
  const { sender } = await peers()
  expect(await mirror(sender, receiver)).toMatchObject({ complete: true, rounds: 0 })
})
