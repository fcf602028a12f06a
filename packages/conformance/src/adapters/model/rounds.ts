import { fromHex } from '@car-mirror/vectors'
import type { Status } from '../../model/message.js'
import type { Model } from '../../model/model.js'
import { filterHex } from '../../model/named.js'
import { attempt } from '../../model/subject.js'
import type { Handlers } from '../answer-lines.js'
import { blocksOf, storeOf } from './stores.js'

/** Rounds without a connection. */
export function roundHandlers({ sender, receiver }: Model) {
  return {
    send: ({ store, missing, filter, order }) => {
      const status = { missing, filter: { ...filter, bytes: fromHex(filter.bytes) } }
      const { available, blocks } = sender.answer(storeOf(store), status, order)
      return { value: { available: [...available], blocks: blocks.map(({ cid }) => cid) } }
    },
    receive: ({ store, roots, rounds }) => {
      const transfer = receiver.open(storeOf(store), roots)
      const statuses = [given(receiver.status(transfer))]
      const taken = attempt(() => {
        for (const { available, blocks, cut } of rounds) {
          const answer = { available, blocks: blocksOf(blocks) }
          statuses.push(given(receiver.take(transfer, answer, cut)))
        }
        return true
      })
      const value = {
        statuses,
        stored: [...transfer.store.keys()],
        complete: receiver.isComplete(transfer),
        unavailable: [...transfer.unavailable],
      }
      return taken.error === undefined ? { value } : { value, error: taken.error }
    },
  } satisfies Handlers
}

function given({ missing, filter }: Status) {
  return { missing: [...missing], filter: filterHex(filter) }
}
