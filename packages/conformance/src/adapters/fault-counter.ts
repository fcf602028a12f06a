import type { Fault } from '../suite/port.js'

/** The calls of a store that breaks: from the n-th get or put on, counted from 1, each of them fails. */
export class FaultCounter {
  #getsLeft: number
  #putsLeft: number

  constructor({ get = Infinity, put = Infinity }: Fault = {}) {
    this.#getsLeft = get - 1
    this.#putsLeft = put - 1
  }

  get(): void {
    if (this.#getsLeft-- <= 0) throw new Error('the store cannot be read')
  }

  put(): void {
    if (this.#putsLeft-- <= 0) throw new Error('the store cannot be written')
  }
}
