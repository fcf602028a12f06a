import { type Answer, type Block, Receiver, Sender } from '@car-mirror/core'
import { type Hex, toHex } from '@car-mirror/vectors'
import type { AdapterInput } from '../../adapter/schemas.js'
import type { Handlers } from '../answer-lines.js'
import { blocksOf, cidsOf, filterHex, filterOf, hexOf, storeOf } from './convert.js'
import { refused } from './refusals.js'

/** Rounds without a connection. A port whose rounds cannot be had without one leaves these out. */
export const roundHandlers = {
  send: async ({ store, missing, filter, order }) => {
    const sender = await Sender.open({ store: storeOf(store), order })
    const answer = await sender.answer({ missing: cidsOf(missing), have: filterOf(filter) })
    const blocks: Hex[] = []
    for await (const batch of answer.blocks) blocks.push(...batch.map(({ cid }) => toHex(cid)))
    return { value: { available: hexOf(answer.available), blocks } }
  },

  receive: async ({ store: held, roots, rounds }) => {
    const store = storeOf(held)
    const receiver = await Receiver.open({ store, roots: cidsOf(roots) })
    const statuses: { missing: Hex[]; filter: { bytes: Hex; hashes: number } }[] = []
    const note = async (status: ReturnType<Receiver['status']>) => {
      const { missing, have } = await status
      statuses.push({ missing: hexOf(missing), filter: filterHex(have) })
    }
    // Called when all is over: what a failed transfer has come to is told as well.
    const value = () => ({
      statuses,
      stored: Array.from(store.cids(), toHex),
      complete: receiver.complete,
      unavailable: hexOf(receiver.unavailable),
    })
    try {
      await note(receiver.status())
      for (const round of rounds) await note(receiver.take(delivered(round)))
    } catch (error) {
      return { ...refused(error), value: value() }
    }
    return { value: value() }
  },
} satisfies Handlers

function delivered({ available, blocks, cut }: AdapterInput<'receive'>['rounds'][number]): Answer {
  async function* batches(): AsyncGenerator<readonly Block[]> {
    for (const block of blocksOf(blocks)) yield [block]
  }
  return { available: cidsOf(available), blocks: batches(), cut: cut ?? false }
}
