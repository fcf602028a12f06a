import { type Have, mirror, Sender, type SendingPeer, type Status } from '@car-mirror/core'
import { inTurn } from './in-turn.js'
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
 * @throws TransportError, MirrorError, BloomError for a server's filter, and the signal's reason
 * @see PUSH-1 PUSH-3
 */
export function push(options: PushOptions): Promise<Transfer> {
  return inTurn(options, pushTogether)
}

async function pushTogether(options: PushOptions): Promise<Transfer> {
  const remote = openRemote(options, 'push')
  const coldCall = options.coldCall ?? (options.diff === undefined ? COLD_CALL : 0)
  const receiver = new RemoteReceiver(remote, coldCall)
  const sender = await Sender.open(options)
  const paced: SendingPeer<Status<Have>> = {
    answer: (status) => sender.answer(status, receiver.terms()),
  }
  const outcome = await mirror(paced, receiver, options)
  const blocks = { sent: outcome.blocks, received: 0 }
  return transfer(outcome, blocks, remote, receiver.duplicates)
}
