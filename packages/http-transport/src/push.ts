import { mirror, Sender, type SendingPeer } from '@car-mirror/core'
import { openRemote } from './remote.js'
import { RemoteReceiver } from './remote-receiver.js'
import { type Transfer, type TransferOptions, transfer } from './transfer.js'

export interface PushOptions extends TransferOptions {
  /**
   * Payload bytes of the first round, before anything is known of the server. Default 1 MiB, or
   * just a root if `diff` is given: the answer will say more than a guess could. @see PUSH-4
   */
  readonly coldCall?: number | undefined
}

const COLD_CALL = 1024 * 1024

/**
 * Completes the DAGs below `roots` at a server from `store`.
 * @throws TransportError, MirrorError, and the signal's reason
 * @see PUSH-1 PUSH-3
 */
export async function push(options: PushOptions): Promise<Transfer> {
  const remote = openRemote(options)
  const receiver = new RemoteReceiver(remote, options.roots)
  const sender = await Sender.open({ ...options, order: remote.dialect.order.push })
  let budget = options.coldCall ?? (options.diff === undefined ? COLD_CALL : 0)
  const cautious: SendingPeer = {
    answer(status) {
      const answer = sender.answer(status, budget)
      budget = Number.POSITIVE_INFINITY
      return answer
    },
  }
  const outcome = await mirror(cautious, receiver, options)
  const blocks = { sent: outcome.blocks, received: 0 }
  return transfer(outcome, blocks, remote.connection, receiver.duplicates)
}
