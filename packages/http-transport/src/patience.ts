/** The longest that a timer can be set to; what is longer is for ever. Milliseconds. */
const LONGEST = 2 ** 31 - 1

/**
 * Ends a request when the peer is silent for too long while we wait for it, or when the transfer is
 * aborted.
 */
export class Patience {
  readonly #controller = new AbortController()
  readonly #limit: number
  readonly #signal: AbortSignal | undefined
  readonly #abort: () => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #over = false
  #closed = false

  /** @param limit milliseconds of silence */
  constructor(limit: number, signal: AbortSignal | undefined) {
    this.#limit = limit
    this.#signal = signal
    this.#abort = () => this.#controller.abort(signal?.reason)
    if (signal?.aborted) this.#abort()
    else signal?.addEventListener('abort', this.#abort, { once: true })
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Whether the peer was silent for too long. */
  get isOver(): boolean {
    return this.#over
  }

  /** From now on we wait for the peer. */
  start(): void {
    this.stop()
    // A body that nobody takes any more may still come to here, and a timer would keep a process alive.
    if (this.#closed || this.#limit > LONGEST) return
    this.#timer = setTimeout(() => {
      this.#over = true
      this.#controller.abort(new Error(`silent for ${this.#limit} ms`))
    }, this.#limit)
  }

  /** The peer waits for us, or there is nothing to wait for. */
  stop(): void {
    clearTimeout(this.#timer)
  }

  /** The request is over. */
  close(): void {
    this.#closed = true
    this.stop()
    this.#signal?.removeEventListener('abort', this.#abort)
  }
}
