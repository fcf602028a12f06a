import { BloomFilter } from '@car-mirror/bloom'
import { encodeCar } from '@car-mirror/car-io'
import { type Answer, CidSet, type ReceivingPeer, type Status } from '@car-mirror/core'
import type { CID } from 'multiformats/cid'
import { Advance } from './advance.js'
import { TransportError } from './errors.js'
import { DUPLICATES } from './headers.js'
import { CAR_V1 } from './media-types.js'
import { readAll } from './read-all.js'
import type { Remote } from './remote.js'

/** Rounds in a row in which a server may ask again for some of what it was sent. @see PUSH-13 */
const PATIENCE = 16

const NOTHING_WANTED: Status = { missing: [], have: BloomFilter.empty() }

/**
 * The receiver at the far end of a push: a CAR goes out, a status comes back. After a lost
 * connection the server is asked what it has got before anything is sent again.
 */
export class RemoteReceiver implements ReceivingPeer {
  readonly #remote: Remote
  readonly #roots: readonly CID[]
  readonly #advance = new Advance(PATIENCE)
  readonly #unavailable: CID[] = []
  readonly #known = new CidSet()
  /** What the server asked for last, and whether its answer came to a round that was cut. */
  #asked: readonly CID[] = []
  #cut = false
  #duplicates = 0

  /** @param roots the DAG roots, named in the header of every round. @see PUSH-2 */
  constructor(remote: Remote, roots: readonly CID[]) {
    this.#remote = remote
    this.#roots = roots
  }

  get unavailable(): readonly CID[] {
    return this.#unavailable
  }

  /** Blocks that the server had already, as far as it tells. */
  get duplicates(): number {
    return this.#duplicates
  }

  /** Nothing is known of the server yet. @see PUSH-4 */
  async status(): Promise<Status> {
    return { missing: this.#roots, have: BloomFilter.empty() }
  }

  /**
   * @throws TransportError ERR_CONNECTION, ERR_REFUSED, ERR_PROTOCOL, ERR_MESSAGE, ERR_NO_PROGRESS
   * @see PUSH-11 PUSH-13
   */
  async take(answer: Answer): Promise<Status> {
    this.#markUnavailable(answer.available)
    if (answer.available.length === 0 && this.#asked.length > 0) return NOTHING_WANTED
    // Only what is there counts: names that the server makes up could go on for ever.
    if (this.#advance.by(answer.available)) this.#remote.retry.reset()
    else if (!this.#cut) throw noProgress()
    const status = await this.#deliver(answer)
    // It is complete, wherever it had from what we lack.
    if (status.missing.length === 0) this.#unavailable.length = 0
    this.#asked = status.missing.filter((cid) => !this.#known.has(cid.bytes))
    return { missing: this.#asked, have: status.have }
  }

  async #deliver({ blocks }: Answer): Promise<Status> {
    const { retry } = this.#remote
    try {
      this.#cut = false
      return await this.#round(blocks)
    } catch (error) {
      await retry.failed(error)
      this.#cut = true
      return retry.run(() => this.#round([]))
    }
  }

  /** The body is a CAR and nothing else, and names every DAG root. @see CAR-5 PUSH-1 PUSH-2 */
  async #round(blocks: Parameters<typeof encodeCar>[1]): Promise<Status> {
    const { connection, dialect, diff, limits } = this.#remote
    const target = dialect.target({ direction: 'push', diff })
    const car = encodeCar(this.#roots, blocks)
    const response = await connection.post(target, CAR_V1, car, dialect.success.push)
    const body = await readAll(connection.incoming(response), limits.message)
    const duplicates = response.headers.get(DUPLICATES) ?? ''
    if (/^\d{1,15}$/.test(duplicates)) this.#duplicates += Number(duplicates)
    return dialect.decodePush(response.status, body)
  }

  /** What was asked for and cannot be had stays out of later rounds. @see PUSH-10 */
  #markUnavailable(available: readonly CID[]): void {
    const there = new CidSet()
    for (const cid of available) there.add(cid.bytes)
    for (const cid of this.#asked) {
      if (!there.has(cid.bytes) && this.#known.add(cid.bytes)) this.#unavailable.push(cid)
    }
  }
}

function noProgress(): TransportError {
  const message = 'the server keeps asking for what it was sent'
  return new TransportError('ERR_NO_PROGRESS', message, { requirement: 'PUSH-13' })
}
