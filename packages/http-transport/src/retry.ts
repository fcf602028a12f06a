import { TransportError } from './errors.js'

const FIRST_WAIT = 250
const LONGEST_WAIT = 30_000

/**
 * Counts failures in a row and waits between them: 250 ms, doubled each time, with jitter, or what
 * `Retry-After` says, 30 s at the most.
 */
export class Retry {
  readonly #retries: number
  readonly #signal: AbortSignal | undefined
  #failures = 0

  /** @param retries how many failures in a row are forgiven */
  constructor(retries: number, signal: AbortSignal | undefined) {
    this.#retries = retries
    this.#signal = signal
  }

  /** Call it when the transfer has got further. */
  reset(): void {
    this.#failures = 0
  }

  /** Runs `attempt` until it succeeds, or fails for good. */
  async run<T>(attempt: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await attempt()
      } catch (error) {
        await this.failed(error)
      }
    }
  }

  /**
   * Waits after a failure that may pass; throws the others, and the last one allowed.
   * @see HTTP-9
   */
  async failed(error: unknown): Promise<void> {
    if (!mayPass(error) || this.#failures >= this.#retries) throw error
    const doubled = FIRST_WAIT * 2 ** this.#failures++ * (0.5 + Math.random() / 2)
    await sleep(Math.min(error.retryAfter ?? doubled, LONGEST_WAIT), this.#signal)
  }
}

function mayPass(error: unknown): error is TransportError {
  if (!(error instanceof TransportError)) return false
  const { code, status = 0 } = error
  return code === 'ERR_CONNECTION' || (code === 'ERR_REFUSED' && (status === 429 || status >= 500))
}

function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const abort = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort)
      resolve()
    }, ms)
    signal?.addEventListener('abort', abort, { once: true })
  })
}

/** Milliseconds that a `Retry-After` header asks for: seconds, or a date. */
export function retryAfter(headers: Headers): number | undefined {
  const value = headers.get('retry-after')
  if (value === null) return undefined
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now()
  return Number.isNaN(ms) ? undefined : Math.max(0, ms)
}
