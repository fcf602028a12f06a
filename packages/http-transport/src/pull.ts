import { mirror, Receiver } from '@car-mirror/core'
import { inTurn } from './in-turn.js'
import { openRemote } from './remote.js'
import { RemoteSender } from './remote-sender.js'
import { type Transfer, type TransferOptions, transfer } from './transfer.js'

/**
 * Completes the DAGs below `roots` in `store` from a server.
 * @throws TransportError, MirrorError, CarError, and the signal's reason; what came before is kept
 * @see MOD-6 PULL-1 PULL-2
 */
export function pull(options: TransferOptions): Promise<Transfer> {
  return inTurn(options, pullTogether)
}

async function pullTogether(options: TransferOptions): Promise<Transfer> {
  const remote = openRemote(options, 'pull')
  const limits = remote.limits.receiver
  const receiver = await Receiver.open({ ...options, limits })
  const outcome = await mirror(new RemoteSender(remote), receiver, options)
  const blocks = { sent: 0, received: outcome.blocks }
  return transfer(outcome, blocks, remote, receiver.duplicates)
}
