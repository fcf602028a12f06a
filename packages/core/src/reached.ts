import type { CID } from 'multiformats/cid'
import { toCid } from './cid-bytes.js'
import { CidTable } from './cid-table.js'
import { Marks } from './marks.js'
import { NumberList } from './number-list.js'

/** CIDs that only become more, in the order in which they came. */
export interface Known {
  readonly size: number
  has(cid: Uint8Array): boolean
  /** Those from the `index`-th on, so that a reader can come back for the news. */
  from(index: number): Iterable<Uint8Array>
}

/** Where a CID is. One that was met and has no place yet is nowhere. */
export const NOWHERE = 0
export const HELD = 1
export const MISSING = 2
export const UNAVAILABLE = 3
export type Place = typeof NOWHERE | typeof HELD | typeof MISSING | typeof UNAVAILABLE

const PLACES = 3
const ASKED = 4
const LISTED = 8

/**
 * The CIDs that a receiver has reached, each numbered when it is met and in one place at a time, and
 * those that it has asked for by name. What is held stays held.
 * @see RND-1 RND-25 SEC-4
 */
export class Reached {
  readonly #cids = new CidTable()
  readonly #marks = new Marks()
  readonly #counts = [0, 0, 0, 0]
  readonly #heldOrder = new NumberList()
  /** What was ever missing, in the order in which it came, and where the first is that still is. */
  readonly #missed = new NumberList()
  #firstMissing = 0
  #asked: number[] = []

  /** What is held. */
  readonly held: Known

  constructor() {
    const cids = this.#cids
    const order = this.#heldOrder
    this.held = {
      get size() {
        return order.length
      },
      has: (cid) => this.placeOf(cids.find(cid)) === HELD,
      *from(index) {
        for (let i = index; i < order.length; i++) yield cids.at(order.at(i))
      },
    }
  }

  /** The number of a CID that may be met for the first time. */
  meet(cid: Uint8Array): number {
    return this.#cids.intern(cid)
  }

  /** The number of a CID, or -1 if it was never met. */
  find(cid: Uint8Array): number {
    return this.#cids.find(cid)
  }

  at(number: number): Uint8Array {
    return this.#cids.at(number)
  }

  cid(number: number): CID {
    return toCid(this.at(number))
  }

  placeOf(number: number): Place {
    return number === -1 ? NOWHERE : ((this.#marks.at(number) & PLACES) as Place)
  }

  put(number: number, place: Place): void {
    const mark = this.#marks.at(number)
    this.#counts[mark & PLACES]!--
    this.#counts[place]!++
    const listed = place === MISSING ? LISTED : 0
    this.#marks.set(number, (mark & ~PLACES) | place | listed)
    if (place === HELD) this.#heldOrder.push(number)
    if (place !== MISSING) return
    // One that is missing again may stand before what was the first.
    if (mark & LISTED) this.#firstMissing = 0
    else this.#missed.push(number)
  }

  count(place: Place): number {
    return this.#counts[place]!
  }

  /** Numbers of the CIDs in a place, in the order in which they were first missing. */
  *in(place: typeof MISSING | typeof UNAVAILABLE): Generator<number> {
    const all = this.count(place)
    let i = place === MISSING ? this.#firstMissing : 0
    for (let found = 0; found < all; i++) {
      const number = this.#missed.at(i)
      if (this.placeOf(number) !== place) continue
      if (place === MISSING && found === 0) this.#firstMissing = i
      found++
      yield number
    }
  }

  /** Asks for these by name, and no longer for any others. */
  ask(numbers: number[]): void {
    for (const number of this.#asked) this.#marks.set(number, this.#marks.at(number) & ~ASKED)
    for (const number of numbers) this.#marks.set(number, this.#marks.at(number) | ASKED)
    this.#asked = numbers
  }

  get asked(): readonly number[] {
    return this.#asked
  }

  isAsked(number: number): boolean {
    return (this.#marks.at(number) & ASKED) !== 0
  }
}
