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
  /** When we began to wait; never, if we do not. */
  #since = Number.POSITIVE_INFINITY
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
    // A body that nobody takes any more may still come to here, and a timer would keep a process alive.
    if (this.#closed || this.#limit > LONGEST) return
    this.#since = performance.now()
    this.#timer ??= setTimeout(this.#check, this.#limit)
  }

  /** The peer waits for us, or there is nothing to wait for. */
  stop(): void {
    this.#since = Number.POSITIVE_INFINITY
  }

  /** The request is over. */
  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
    this.#signal?.removeEventListener('abort', this.#abort)
  }

  /** One timer for many waits: to set one for each chunk costs more than to look at the clock. */
  #check = (): void => {
    this.#timer = undefined
    const left = this.#since + this.#limit - performance.now()
    if (left > this.#limit) return
    if (left > 0) {
      this.#timer = setTimeout(this.#check, left)
      return
    }
    this.#over = true
    this.#controller.abort(new Error(`silent for ${this.#limit} ms`))
  }
}
