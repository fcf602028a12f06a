import type { Network } from './network.js'

/**
 * One direction of a wire: bytes leave it one after the other at its rate, each half a round trip after
 * it was sent. Times are milliseconds of any clock.
 */
export class Link {
  readonly #delay: number
  readonly #bytesPerMs: number
  /** When the last byte so far is on the wire. */
  #free = 0

  constructor({ roundTrip, rate }: Network) {
    this.#delay = roundTrip / 2
    this.#bytesPerMs = rate / 8000
  }

  /** When bytes arrive that are handed over now. */
  arrival(now: number, bytes: number): number {
    this.#free = Math.max(this.#free, now) + bytes / this.#bytesPerMs
    return this.#free + this.#delay
  }
}
