import { CidSet, type Have, type Status } from '@car-mirror/core'
import type { CID } from 'multiformats/cid'
import { distinct } from './distinct.js'
import { TransportError } from './errors.js'
import { anyOf, merged } from './haves.js'
import { isInline } from './inline.js'

/** Filters that are kept; the oldest is forgotten, which costs duplicates at most. */
const MOST_FILTERS = 16
/** How often the server may turn out to have lost something. */
const MOST_LOSSES = 3

/**
 * After so many blocks the server is not asked whether it has kept them all. It walks everything
 * below the roots then, and its filter nests as it fills: from some 36,000 blocks on that takes
 * longer than anybody waits.
 */
const MOST_QUESTIONED = 25_000

const EVERYTHING: Have = { has: () => true }

/**
 * What a server has told that says each thing once, and only of what lies below the blocks of a request:
 * the client adds it up. In the end it sends the roots again and nothing else, as a question: what
 * the server took and lost, it tells then.
 */
export class Told {
  readonly #roots: readonly CID[]
  readonly #unavailable: CidSet
  #missing: readonly CID[]
  #haves: Have[] = []
  #sent = 0
  #asks = false
  /** What the blocks link to that go out with the question. */
  #links = new CidSet()
  #losses = 0

  /**
   * @param roots the DAG roots
   * @param unavailable what the client does not have, as far as it knows
   */
  constructor(roots: readonly CID[], unavailable: CidSet) {
    this.#roots = roots
    this.#missing = roots
    this.#unavailable = unavailable
  }

  /** Whether the round that goes out is the question. */
  get asks(): boolean {
    return this.#asks
  }

  /** All that is known: what is still missing, and what is there. */
  status(): Status<Have> {
    // With everything below the roots there, nothing but the roots is sent.
    if (this.#asks) return { missing: this.#roots, have: EVERYTHING }
    return { missing: this.#missing, have: anyOf(this.#haves) }
  }

  /** Takes note of the links of a block that goes out with the question. */
  expect(links: readonly Uint8Array[]): void {
    for (const cid of links) this.#links.add(cid)
  }

  /**
   * Adds the news of a round.
   * @param sent the blocks of that round
   * @returns whether the server turned out to have lost something
   * @throws TransportError ERR_NO_PROGRESS if it does not keep what it is sent
   */
  add({ missing, have }: Status<Have>, sent = new CidSet()): boolean {
    const lost = this.#asks && this.#findsLoss(missing, have)
    const unsent = this.#missing.filter((cid) => !sent.has(cid.bytes) && !isInline(cid))
    this.#missing = distinct([...missing, ...unsent])
    this.#keep(have)
    this.#sent += sent.size
    const nothing = this.#missing.every(({ bytes }) => this.#unavailable.has(bytes))
    this.#asks = nothing && !this.#asks && this.#sent <= MOST_QUESTIONED
    return lost
  }

  /**
   * A server that fails to store says that nothing is missing. One that has the roots says of each
   * of their links that it has it or that it is missing.
   */
  #findsLoss(missing: readonly CID[], have: Have): boolean {
    const wanted = CidSet.of(missing)
    const links = Array.from(this.#links.from(0))
    const silent = links.some((cid) => !have.has(cid) && !wanted.has(cid))
    const lost = missing.some(({ bytes }) => !this.#unavailable.has(bytes))
    if (lost) this.#losses++
    if (!silent && this.#losses <= MOST_LOSSES) return lost
    const message = 'the server does not keep what it is sent'
    throw new TransportError('ERR_NO_PROGRESS', message, { requirement: 'PUSH-13' })
  }

  #keep(have: Have): void {
    const last = this.#haves.at(-1)
    const both = last && merged(last, have)
    if (both) this.#haves[this.#haves.length - 1] = both
    else this.#haves.push(have)
    if (this.#haves.length > MOST_FILTERS) this.#haves.shift()
  }
}
