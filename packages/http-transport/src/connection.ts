import { fromReadableStream } from '@car-mirror/car-io'
import { checkToken } from './authorize.js'
import type { Probe } from './dialect.js'
import { TransportError } from './errors.js'
import { WHOLE_BODY, wholeOrStream } from './outgoing-body.js'
import { Patience } from './patience.js'
import { type Problem, parseProblem } from './problem.js'
import { readAll } from './read-all.js'
import { retryAfter } from './retry.js'

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

export interface ConnectionOptions {
  /** Where the server is mounted; http or https, without query and credentials. */
  readonly url: string
  /** Sent as `Authorization: Bearer`. One word of printable ASCII. */
  readonly token?: string | undefined
  /** Another `fetch`, for instance one that speaks HTTP/2. */
  readonly fetch?: Fetch | undefined
  /** How long a server may be silent while it is waited for. Milliseconds. Default two minutes. */
  readonly timeout?: number | undefined
  readonly signal?: AbortSignal | undefined
}

/** An answer whose body is still to be read. */
export interface Reply {
  readonly status: number
  readonly headers: Headers
  /** @throws TransportError ERR_CONNECTION; the signal's reason */
  readonly chunks: AsyncGenerator<Uint8Array>
}

const TIMEOUT = 120_000
/** What is read of a refusal. Bytes. */
const REFUSAL_LIMIT = 64 * 1024

/**
 * One server: posts bodies to it and counts the bytes of the bodies in both directions. Requests
 * have nothing in common but the token. @see HTTP-16
 */
export class Connection {
  /** Bytes of request and response bodies so far, those of failed attempts included. */
  readonly wire = { sent: 0, received: 0 }
  readonly #base: string
  readonly #headers: Record<string, string>
  readonly #fetch: Fetch
  readonly #timeout: number
  readonly #signal: AbortSignal | undefined

  /** @throws TransportError ERR_URL, ERR_TOKEN */
  constructor({ url, token, fetch = globalThis.fetch, timeout, signal }: ConnectionOptions) {
    if (!isServerUrl(url)) {
      throw new TransportError('ERR_URL', `not an http or https URL of a server: ${url}`)
    }
    if (token !== undefined) checkToken(token)
    this.#base = url.replace(/\/+$/, '')
    this.#headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
    // Browsers refuse it as a method of something else.
    this.#fetch = (address, init) => fetch(address, init)
    this.#timeout = timeout ?? TIMEOUT
    this.#signal = signal
  }

  /**
   * One POST, without a retry. An answer that comes while the body is still going out is taken, and
   * ends the body.
   * @param success statuses of an answer; any other is a refusal
   * @param whole whether the body is to go out with its length, however large it is
   * @throws TransportError ERR_CONNECTION, ERR_NO_ANSWER, ERR_REFUSED; what `body` throws; the
   *   signal's reason
   * @see HTTP-2 HTTP-4 HTTP-9 HTTP-15 HTTP-20
   */
  async post(
    target: string,
    type: string,
    body: AsyncIterable<Uint8Array>,
    success: readonly number[],
    whole = false,
  ): Promise<Reply> {
    const patience = new Patience(this.#timeout, this.#signal)
    const watched = { failed: false, error: undefined as unknown }
    const chunks = this.#outgoing(body, patience, watched)
    let response: Response
    try {
      const init = await wholeOrStream(chunks, whole ? Number.POSITIVE_INFINITY : WHOLE_BODY)
      const headers = { 'content-type': type }
      response = await this.#send('POST', target, headers, init, patience)
    } catch (error) {
      patience.close()
      throw watched.failed ? watched.error : error
    } finally {
      // Whoever answered, or is gone, needs no more of it; some fetches would read it to its end.
      chunks.return().catch(() => {})
    }
    const reply = this.#reply(response, patience)
    if (success.includes(response.status)) return reply
    throw await this.#refused(reply)
  }

  /**
   * A request without a body, to see whether something is there.
   * @returns the status, which says so if it is not a failure of the server and no redirect
   * @throws TransportError ERR_CONNECTION, ERR_NO_ANSWER, ERR_REFUSED; the signal's reason
   */
  async probe({ method, target }: Probe): Promise<number> {
    const patience = new Patience(this.#timeout, this.#signal)
    patience.start()
    const response = await this.#send(method, target, {}, { redirect: 'manual' }, patience)
    const { status } = response
    const telling = status < 300 || (status >= 400 && status < 500 && status !== 429)
    const refused = await this.#refused(this.#reply(response, patience))
    if (!telling) throw refused
    return status
  }

  async #send(
    method: string,
    target: string,
    headers: Record<string, string>,
    init: RequestInit,
    patience: Patience,
  ): Promise<Response> {
    try {
      const response = await this.#fetch(this.#base + target, {
        method,
        headers: { ...this.#headers, ...headers },
        // Cookies would tie requests to one another.
        credentials: 'omit',
        ...init,
        signal: patience.signal,
      })
      // A browser hides what it was.
      if (response.type === 'opaqueredirect') throw this.#redirected(undefined)
      return response
    } catch (cause) {
      patience.close()
      if (cause instanceof TransportError) throw cause
      this.#signal?.throwIfAborted()
      if (patience.isOver) throw this.#unanswered(cause)
      throw isRedirect(cause) ? this.#redirected(cause) : this.#lost(cause)
    } finally {
      patience.stop()
    }
  }

  #reply(response: Response, patience: Patience): Reply {
    const { status, headers } = response
    return { status, headers, chunks: this.#incoming(response, patience) }
  }

  async *#incoming({ body }: Response, patience: Patience): AsyncGenerator<Uint8Array> {
    if (!body) return patience.close()
    try {
      patience.start()
      for await (const chunk of fromReadableStream(body)) {
        patience.stop()
        this.wire.received += chunk.length
        yield chunk
        patience.start()
      }
    } catch (cause) {
      this.#signal?.throwIfAborted()
      throw this.#lost(patience.isOver ? patience.signal.reason : cause)
    } finally {
      patience.close()
    }
  }

  /** `fetch` disguises the failure of a body as its own, so what really failed is noted here. */
  async *#outgoing(
    body: AsyncIterable<Uint8Array>,
    patience: Patience,
    watched: { failed: boolean; error: unknown },
  ) {
    try {
      for await (const chunk of body) {
        patience.start()
        yield chunk
        patience.stop()
        this.wire.sent += chunk.length
      }
      patience.start()
    } catch (error) {
      watched.failed = true
      watched.error = error
      throw error
    }
  }

  #lost(cause: unknown): TransportError {
    const reason = cause instanceof Error ? (cause.cause ?? cause) : cause
    const why = reason instanceof Error ? reason.message || reason.name : String(reason)
    return new TransportError('ERR_CONNECTION', `lost ${this.#base}: ${why}`, { cause })
  }

  #unanswered(cause: unknown): TransportError {
    const message = `${this.#base} did not answer within ${this.#timeout} ms`
    return new TransportError('ERR_NO_ANSWER', message, { cause })
  }

  #redirected(cause: unknown): TransportError {
    const message = `${this.#base} refused: it redirects`
    return new TransportError('ERR_REFUSED', message, { requirement: 'HTTP-15', cause })
  }

  async #refused({ status, headers, chunks }: Reply): Promise<TransportError> {
    const { code, title } = await this.#problem(chunks)
    const redirects = REDIRECTS.includes(status)
    const why = [status, code, redirects ? 'it redirects' : title].filter(Boolean).join(' ')
    return new TransportError('ERR_REFUSED', `${this.#base} refused: ${why}`, {
      status,
      peerCode: code,
      retryAfter: retryAfter(headers),
      requirement: redirects ? 'HTTP-15' : undefined,
    })
  }

  /** What a refusal says; one that cannot be read is a refusal all the same. */
  async #problem(chunks: AsyncGenerator<Uint8Array>): Promise<Problem> {
    try {
      return parseProblem(await readAll(chunks, REFUSAL_LIMIT))
    } catch {
      this.#signal?.throwIfAborted()
      return {}
    }
  }
}

const REDIRECTS = [301, 302, 303, 307, 308]

/** Routes are appended to it, so it ends with its path. */
function isServerUrl(text: string): boolean {
  // Also where nothing follows them.
  if (!URL.canParse(text) || /[?#]/.test(text)) return false
  const { protocol, username, password } = new URL(text)
  return /^https?:$/.test(protocol) && username + password === ''
}

/**
 * Whether `fetch` has failed on a redirect. Only Node's says so, and does not say which; others give
 * the same error as for a lost connection.
 */
function isRedirect(error: unknown): boolean {
  const cause = error instanceof TypeError ? error.cause : undefined
  return cause instanceof Error && cause.message === 'unexpected redirect'
}
