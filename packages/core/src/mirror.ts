import type { CID } from 'multiformats/cid'
import type { Block } from './block.js'
import type { OnProgress } from './progress.js'
import type { Have, Status } from './status.js'
import { tallied } from './tally.js'

/** What a sender gives for a status. */
export interface Answer {
  /** The requested roots that the sender holds. @see PULL-4 */
  readonly available: readonly CID[]
  readonly blocks: AsyncIterable<readonly Block[]>
  /**
   * Read after the last block: the connection broke, so what did not come may still be there.
   * @see RND-24
   */
  readonly cut?: boolean
}

/** The side that has the blocks: a `Sender`, or one at the other end of a connection. */
export interface SendingPeer<S extends Status<Have> = Status> {
  answer(status: S): Promise<Answer>
}

/** The side that wants the blocks: a `Receiver`, or one at the other end of a connection. */
export interface ReceivingPeer<S extends Status<Have> = Status> {
  /** The status before anything was sent. */
  status(): Promise<S>
  /** Takes in one round; the status after it. */
  take(answer: Answer): Promise<S>
  /** Subgraph roots that the sender was asked for and does not have. */
  readonly unavailable: readonly CID[]
}

export interface MirrorOptions {
  readonly maxRounds?: number | undefined
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: OnProgress | undefined
}

export interface Outcome {
  /** Whether the receiver holds everything below its roots. @see RND-27 */
  readonly complete: boolean
  readonly rounds: number
  /** Blocks and payload bytes that went from sender to receiver, repeats included. */
  readonly blocks: number
  readonly bytes: number
  /** Still asked for when `maxRounds` ended the transfer. */
  readonly missing: readonly CID[]
  readonly unavailable: readonly CID[]
}

/**
 * Rounds until the receiver lacks nothing that the sender has. Pull and push are this loop with one
 * of the two peers at the far end of a connection. A receiver that lacks nothing asks for nothing.
 * @throws whatever the peers throw, and the signal's reason
 * @see PULL-7 RND-27
 */
export async function mirror<S extends Status<Have>>(
  sender: SendingPeer<S>,
  receiver: ReceivingPeer<S>,
  { maxRounds = Number.POSITIVE_INFINITY, signal, onProgress }: MirrorOptions = {},
): Promise<Outcome> {
  const tally = { blocks: 0, bytes: 0 }
  const counted = () => {
    onProgress?.({ type: 'blocks', ...tally })
    signal?.throwIfAborted()
  }
  let rounds = 0
  let status = await receiver.status()
  while (status.missing.length > 0 && rounds < maxRounds) {
    signal?.throwIfAborted()
    rounds++
    onProgress?.({ type: 'round-start', round: rounds, missing: status.missing.length })
    const answer = await sender.answer(status)
    status = await receiver.take({
      available: answer.available,
      blocks: tallied(answer.blocks, tally, counted),
      get cut() {
        return answer.cut ?? false
      },
    })
    const missing = status.missing.length
    onProgress?.({ type: 'round-end', round: rounds, missing, ...tally })
  }
  const { missing } = status
  const { unavailable } = receiver
  const complete = missing.length === 0 && unavailable.length === 0
  return { complete, rounds, ...tally, missing, unavailable }
}
