/** Behind what waits for its turn already; a timer would wait for a millisecond more. */
const nextTurn: (then: () => void) => unknown =
  (globalThis as { setImmediate?: (then: () => void) => unknown }).setImmediate ?? setTimeout

/** How long work may keep everybody else waiting, in milliseconds. */
const TURN = 20

/**
 * For loops over a store that answers at once: now and then they let other work of the process
 * have its turn, and see whether they are still wanted.
 */
export class Pace {
  readonly #signal: AbortSignal | undefined
  #due = performance.now() + TURN

  constructor(signal?: AbortSignal) {
    this.#signal = signal
  }

  /** Whether others have waited long enough: what can be put off till the next step should be. */
  get isDue(): boolean {
    return performance.now() >= this.#due
  }

  /**
   * Call it once per step, and await what it gives, if it gives anything.
   * @throws the signal's reason
   */
  step(): Promise<void> | undefined {
    return this.isDue ? this.#pause() : undefined
  }

  async #pause(): Promise<void> {
    this.#signal?.throwIfAborted()
    await new Promise<void>((resolve) => nextTurn(resolve))
    this.#signal?.throwIfAborted()
    this.#due = performance.now() + TURN
  }
}
