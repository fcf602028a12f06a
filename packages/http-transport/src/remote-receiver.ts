import { BloomFilter } from '@car-mirror/bloom'
import {
  type Answer,
  type Block,
  blockLinks,
  CidSet,
  type Have,
  type ReceivingPeer,
  type Status,
  type Terms,
} from '@car-mirror/core'
import { CID } from 'multiformats/cid'
import { Advance } from './advance.js'
import type { Blocks, Pacing } from './dialect.js'
import { TransportError } from './errors.js'
import { DUPLICATES } from './headers.js'
import { isInline } from './inline.js'
import { MOST_PAYLOAD } from './outgoing-body.js'
import { readAll } from './read-all.js'
import type { Remote } from './remote.js'
import { Told } from './told.js'

/** Rounds in a row in which a server may ask again for some of what it was sent. @see PUSH-13 */
const PATIENCE = 16

const NOTHING_WANTED: Status = { missing: [], have: BloomFilter.empty() }

/**
 * The receiver at the far end of a push: a CAR goes out, a status comes back. After a lost
 * connection the server is asked what it has got before anything is sent again, if it can be asked.
 */
export class RemoteReceiver implements ReceivingPeer<Status<Have>> {
  readonly #remote: Remote
  readonly #pace: Pacing
  readonly #advance = new Advance(PATIENCE)
  /** Of a server that tells each thing once. */
  readonly #told: Told | undefined
  #unavailable: CID[] = []
  /** What was asked for and is not here: it stays out of later rounds. */
  readonly #lacking = new CidSet()
  /** What the server asked for last, and whether its answer came to a round that was cut. */
  #asked: readonly CID[] = []
  #cut = false
  /** What went out in the last round, if the dialect bounds its size. */
  #sent: CidSet | undefined
  #duplicates = 0

  /** @param coldCall payload bytes of the first round. @see PUSH-4 */
  constructor(remote: Remote, coldCall: number) {
    const { dialect, roots } = remote
    this.#remote = remote
    this.#pace = dialect.pace(coldCall)
    if (!dialect.tellsNews) return
    this.#told = new Told(roots, this.#lacking)
    // It cannot be asked what it has below a root that is not here.
    this.#asked = roots
  }

  get unavailable(): readonly CID[] {
    return this.#unavailable
  }

  /** Blocks that the server had already, as far as it tells. */
  get duplicates(): number {
    return this.#duplicates
  }

  /** How the next round is to be sent. Once for each. */
  terms(): Terms {
    const cutShort = this.#asked.some(({ bytes }) => this.#sent?.has(bytes))
    const { bytes = MOST_PAYLOAD, ...terms } = this.#pace(this.#asked.length, cutShort)
    this.#sent = terms.blocks === undefined ? undefined : new CidSet()
    return { ...terms, bytes: Math.min(bytes, MOST_PAYLOAD) }
  }

  /** Nothing is known of the server yet. @see PUSH-4 */
  async status(): Promise<Status> {
    return { missing: this.#remote.roots, have: BloomFilter.empty() }
  }

  /**
   * @throws TransportError ERR_CONNECTION, ERR_NO_ANSWER, ERR_REFUSED, ERR_PROTOCOL, ERR_MESSAGE,
   *   ERR_NO_PROGRESS; BloomError
   * @see PUSH-11 PUSH-13
   */
  async take({ available, blocks }: Answer): Promise<Status<Have>> {
    const there = available.filter((cid) => !isInline(cid) || this.#isRoot(cid))
    this.#markUnavailable(there)
    if (there.length === 0 && this.#asked.length > 0) return NOTHING_WANTED
    // Only what is there counts: names that the server makes up could go on for ever.
    if (!this.#told?.asks) {
      if (this.#advance.by(there)) this.#remote.retry.reset()
      else if (!this.#cut) throw noProgress()
    }
    const status = await this.#deliver(this.#noted(there, blocks))
    // It is complete, wherever it had from what we lack.
    if (status.missing.length === 0) this.#unavailable = this.#neverAskedFor()
    this.#asked = status.missing.filter((cid) => !this.#lacking.has(cid.bytes))
    return { missing: this.#newFirst(this.#asked), have: status.have }
  }

  async #deliver(blocks: Blocks): Promise<Status<Have>> {
    const { retry } = this.#remote
    try {
      this.#cut = false
      const answer = await this.#round(blocks)
      if (!this.#told) return answer
      // What it has lost has to be sent again, as after a lost connection.
      this.#cut = this.#told.add(answer, this.#sent)
      return this.#told.status()
    } catch (error) {
      await retry.failed(error)
      this.#cut = true
      return this.#told?.status() ?? retry.run(() => this.#round([]))
    }
  }

  /** The body is a CAR and nothing else. @see CAR-5 PUSH-1 PUSH-2 */
  async #round(blocks: Blocks): Promise<Status<Have>> {
    const { connection, dialect, limits, roots, target } = this.#remote
    const { success, types, wholeBodies } = dialect
    const car = dialect.encodeCar('push', roots, blocks)
    const reply = await connection.post(target, types.car, car, success.push, wholeBodies)
    const body = await readAll(reply.chunks, limits.message)
    const duplicates = reply.headers.get(DUPLICATES) ?? ''
    if (/^\d{1,15}$/.test(duplicates)) this.#duplicates += Number(duplicates)
    return dialect.decodePush(reply.status, body)
  }

  /** Keeps in mind what of these roots went out: a round may end before all of them have. */
  async *#noted(roots: readonly CID[], blocks: AsyncIterable<readonly Block[]>) {
    const wanted = new CidSet()
    for (const root of roots) {
      wanted.add(root.bytes)
      // It is there by being named.
      if (isInline(root)) this.#advance.try(root.bytes)
    }
    let left = wanted.size
    for await (const batch of blocks) {
      for (const { cid, bytes } of batch) {
        this.#sent?.add(cid)
        // Each is sent once.
        if (left > 0 && wanted.has(cid)) {
          this.#advance.try(cid)
          left--
        }
        if (this.#told?.asks) this.#told.expect(this.#linksOf(cid, bytes))
      }
      yield batch
    }
  }

  #linksOf(cid: Uint8Array, bytes: Uint8Array): Uint8Array[] {
    const links = blockLinks(this.#remote.codecs, cid, bytes)
    return links.filter((link) => !isInline(CID.decode(link)))
  }

  /** What was never sent goes first, so that each round sends some of it if there is any. */
  #newFirst(asked: readonly CID[]): CID[] {
    const tried = ({ bytes }: CID) => this.#advance.tried(bytes)
    return [...asked.filter((cid) => !tried(cid)), ...asked.filter(tried)]
  }

  /** What was asked for and cannot be had stays out of later rounds. @see PUSH-10 */
  #markUnavailable(available: readonly CID[]): void {
    const there = CidSet.of(available)
    for (const cid of this.#asked) {
      if (!there.has(cid.bytes) && this.#lacking.add(cid.bytes)) this.#unavailable.push(cid)
    }
  }

  /**
   * A block inside its CID cannot be given to a peer that has no notion of such, and asks for it. That a
   * DAG begins with one is another matter.
   */
  #isRoot(cid: CID): boolean {
    return this.#remote.roots.some((root) => root.equals(cid))
  }

  /** Roots that a server which tells only of what it was sent says nothing of. */
  #neverAskedFor(): CID[] {
    if (!this.#told) return []
    return this.#remote.roots.filter(({ bytes }) => this.#lacking.has(bytes))
  }
}

function noProgress(): TransportError {
  const message = 'the server keeps asking for what it was sent'
  return new TransportError('ERR_NO_PROGRESS', message, { requirement: 'PUSH-13' })
}
