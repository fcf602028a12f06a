import { type Block, CarError, decodeCar } from '@car-mirror/car-io'
import type { Answer, SendingPeer, Status } from '@car-mirror/core'
import type { CID } from 'multiformats/cid'
import { Advance } from './advance.js'
import { TransportError } from './errors.js'
import { DAG_CBOR } from './media-types.js'
import type { Remote } from './remote.js'
import type { Retry } from './retry.js'

/**
 * The sender at the far end of a pull: a status goes out, a CAR comes back. A connection lost in
 * the middle ends the round early; what came is kept and the next status asks for the rest.
 */
export class RemoteSender implements SendingPeer {
  readonly #remote: Remote
  readonly #advance = new Advance()

  constructor(remote: Remote) {
    this.#remote = remote
  }

  /** @throws TransportError ERR_CONNECTION, ERR_REFUSED; CarError. @see PULL-1 PULL-6 */
  async answer(status: Status): Promise<Answer> {
    const { dialect, retry } = this.#remote
    if (this.#advance.by(status.missing)) retry.reset()
    const body = dialect.encodePull(status)
    try {
      const car = await retry.run(() => this.#request(body))
      return new RemoteAnswer(car.roots, car.blocks, retry)
    } catch (error) {
      if (rootsUnavailable(error)) return { available: [], blocks: nothing() }
      throw error
    }
  }

  async #request(body: Uint8Array) {
    const { connection, dialect, diff, limits } = this.#remote
    const target = dialect.target({ direction: 'pull', diff })
    const response = await connection.post(target, DAG_CBOR, once(body), dialect.success.pull)
    // The header may repeat every root that was asked for, in as many bytes and a few.
    const header = Math.max(body.length + 16, limits.car.header)
    try {
      return await decodeCar(connection.incoming(response), { ...limits.car, header })
    } catch (error) {
      throw asLost(error)
    }
  }
}

/**
 * The roots of the header are a promise; what a lost connection took proves nothing.
 * @see RND-24
 */
class RemoteAnswer implements Answer {
  readonly available: readonly CID[]
  readonly blocks: AsyncIterable<Block[]>
  cut = false

  constructor(available: readonly CID[], blocks: AsyncIterable<Block[]>, retry: Retry) {
    this.available = available
    this.blocks = this.#untilCut(blocks, retry)
  }

  async *#untilCut(blocks: AsyncIterable<Block[]>, retry: Retry): AsyncGenerator<Block[]> {
    try {
      yield* blocks
    } catch (error) {
      await retry.failed(asLost(error))
      this.cut = true
    }
  }
}

async function* nothing(): AsyncGenerator<Block[]> {}

/** 404 means that none of the roots is there, unless it means that the URL is wrong. @see PULL-6 HTTP-3 */
function rootsUnavailable(error: unknown): boolean {
  if (!(error instanceof TransportError)) return false
  return error.status === 404 && error.peerCode !== 'ERR_ROUTE'
}

/** A proxy can end a body cleanly when the server behind it is gone. */
function asLost(error: unknown): unknown {
  if (!(error instanceof CarError) || error.code !== 'ERR_CAR_TRUNCATED') return error
  return new TransportError('ERR_CONNECTION', 'the answer ended early', { cause: error })
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
