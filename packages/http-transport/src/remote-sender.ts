import { type Block, CarError } from '@car-mirror/car-io'
import type { Answer, SendingPeer, Status } from '@car-mirror/core'
import type { CID } from 'multiformats/cid'
import { Advance } from './advance.js'
import { TransportError } from './errors.js'
import { nothing, readCar } from './read-car.js'
import type { Remote } from './remote.js'
import type { Retry } from './retry.js'
import { Witness } from './witness.js'

/**
 * The sender at the far end of a pull: a status goes out, a CAR comes back. A connection lost in
 * the middle ends the round early; what came is kept and the next status asks for the rest.
 */
export class RemoteSender implements SendingPeer {
  readonly #remote: Remote
  readonly #advance = new Advance()
  readonly #witness: Witness

  constructor(remote: Remote) {
    this.#remote = remote
    this.#witness = new Witness(remote.roots)
  }

  /** @throws TransportError ERR_CONNECTION, ERR_NO_ANSWER, ERR_REFUSED; CarError. @see PULL-1 PULL-6 */
  async answer({ missing, have }: Status): Promise<Answer> {
    const { dialect, retry } = this.#remote
    const asked = missing.slice(0, dialect.mostRoots)
    if (this.#advance.by(asked)) retry.reset()
    for (const cid of asked) this.#advance.try(cid.bytes)
    const body = dialect.encodePull({ missing: asked, have }, this.#witness.beside(asked))
    // What was not asked for is still promised.
    const rest = missing.slice(dialect.mostRoots)
    try {
      const car = await retry.run(() => this.#request(body))
      const promised = car.isEmpty ? [] : dialect.promised(asked, car.roots)
      return new Round([...promised, ...rest], car.blocks, retry, this.#witness)
    } catch (error) {
      if (rootsUnavailable(error)) return { available: rest, blocks: nothing() }
      throw error
    }
  }

  /** The header of the answer may be as long as the request. @see CAR-13 PULL-4 */
  async #request(body: Uint8Array) {
    const { connection, dialect, limits, target } = this.#remote
    const { types, success } = dialect
    const reply = await connection.post(target, types.message, once(body), success.pull)
    // The header may repeat every root that was asked for, in as many bytes and a few.
    const header = Math.max(body.length + 16, limits.car.header, dialect.header)
    try {
      return await readCar(dialect, reply.chunks, { ...limits.car, header })
    } catch (error) {
      throw asLost(error)
    }
  }
}

/**
 * What is promised is still to be had; what a lost connection took proves nothing.
 * @see RND-24
 */
class Round implements Answer {
  readonly available: readonly CID[]
  readonly blocks: AsyncIterable<Block[]>
  cut = false

  constructor(
    available: readonly CID[],
    blocks: AsyncIterable<Block[]>,
    retry: Retry,
    witness: Witness,
  ) {
    this.available = available
    this.blocks = this.#untilCut(blocks, retry, witness)
  }

  async *#untilCut(
    blocks: AsyncIterable<Block[]>,
    retry: Retry,
    witness: Witness,
  ): AsyncGenerator<Block[]> {
    try {
      for await (const batch of blocks) {
        witness.saw(batch)
        yield batch
      }
    } catch (error) {
      await retry.failed(asLost(error))
      this.cut = true
    }
  }
}

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
