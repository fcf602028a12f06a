import { fromReadableStream, toReadableStream } from '@car-mirror/car-io'
import { TransportError } from './errors.js'
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
  readonly signal?: AbortSignal | undefined
}

/** Bodies up to this size go out whole, with their length; larger ones as a stream. Bytes. */
const WHOLE_BODY = 2 * 1024 * 1024
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
  readonly #signal: AbortSignal | undefined

  /** @throws TransportError ERR_URL, ERR_TOKEN */
  constructor({ url, token, fetch = globalThis.fetch, signal }: ConnectionOptions) {
    if (!isServerUrl(url)) {
      throw new TransportError('ERR_URL', `not an http or https URL of a server: ${url}`)
    }
    if (token !== undefined && !/^[\x21-\x7e]+$/.test(token)) {
      throw new TransportError('ERR_TOKEN', 'the token is not one word of printable ASCII')
    }
    this.#base = url.replace(/\/+$/, '')
    this.#headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
    this.#fetch = fetch
    this.#signal = signal
  }

  /**
   * One POST, without a retry.
   * @param success statuses of an answer; any other is a refusal
   * @throws TransportError ERR_CONNECTION, ERR_REFUSED; what `body` throws; the signal's reason
   * @see HTTP-2 HTTP-4 HTTP-9 HTTP-15
   */
  async post(
    target: string,
    type: string,
    body: AsyncIterable<Uint8Array>,
    success: readonly number[],
  ): Promise<Response> {
    const watched = { failed: false, error: undefined as unknown }
    const chunks = this.#outgoing(body, watched)
    let response: Response
    try {
      response = await this.#fetch(this.#base + target, {
        method: 'POST',
        headers: { ...this.#headers, 'content-type': type },
        ...(await wholeOrStream(chunks)),
        signal: this.#signal ?? null,
      })
    } catch (cause) {
      if (watched.failed) throw watched.error
      throw isRedirect(cause) ? this.#redirected(cause) : this.#lost(cause)
    } finally {
      // Whoever answered, or is gone, needs no more of it; some fetches would read it to its end.
      chunks.return().catch(() => {})
    }
    if (success.includes(response.status)) return response
    throw await this.#refused(response)
  }

  /**
   * The chunks of a response.
   * @throws TransportError ERR_CONNECTION; the signal's reason
   */
  async *incoming(response: Response): AsyncGenerator<Uint8Array> {
    if (!response.body) return
    try {
      for await (const chunk of fromReadableStream(response.body)) {
        this.wire.received += chunk.length
        yield chunk
      }
    } catch (cause) {
      throw this.#lost(cause)
    }
  }

  /** `fetch` disguises the failure of a body as its own, so what really failed is noted here. */
  async *#outgoing(body: AsyncIterable<Uint8Array>, watched: { failed: boolean; error: unknown }) {
    try {
      for await (const chunk of body) {
        yield chunk
        this.wire.sent += chunk.length
      }
    } catch (error) {
      watched.failed = true
      watched.error = error
      throw error
    }
  }

  #lost(cause: unknown): TransportError {
    this.#signal?.throwIfAborted()
    const reason = cause instanceof Error ? (cause.cause ?? cause) : cause
    const why = reason instanceof Error ? reason.message || reason.name : String(reason)
    return new TransportError('ERR_CONNECTION', `lost ${this.#base}: ${why}`, { cause })
  }

  #redirected(cause: unknown): TransportError {
    const message = `${this.#base} refused: it redirects`
    return new TransportError('ERR_REFUSED', message, { requirement: 'HTTP-15', cause })
  }

  async #refused(response: Response): Promise<TransportError> {
    const { code, title } = await this.#problem(response)
    const why = [response.status, code, title].filter(Boolean).join(' ')
    return new TransportError('ERR_REFUSED', `${this.#base} refused: ${why}`, {
      status: response.status,
      peerCode: code,
      retryAfter: retryAfter(response.headers),
    })
  }

  /** What a refusal says; one that cannot be read is a refusal all the same. */
  async #problem(response: Response): Promise<Problem> {
    try {
      return parseProblem(await readAll(this.incoming(response), REFUSAL_LIMIT))
    } catch {
      this.#signal?.throwIfAborted()
      return {}
    }
  }
}

/** Routes are appended to it, so it ends with its path. */
function isServerUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, search, hash, username } = new URL(text)
  return /^https?:$/.test(protocol) && search + hash + username === ''
}

/**
 * Whether `fetch` has failed on a redirect. Only Node's says so, and does not say which; others give
 * the same error as for a lost connection.
 */
function isRedirect(error: unknown): boolean {
  const cause = error instanceof TypeError ? error.cause : undefined
  return cause instanceof Error && cause.message === 'unexpected redirect'
}

/**
 * The body, and how `fetch` is to treat it. A redirect is never followed: it would turn the POST
 * into a GET, or need the body again. @see HTTP-15
 */
async function wholeOrStream(chunks: AsyncGenerator<Uint8Array>): Promise<RequestInit> {
  const head: Uint8Array[] = []
  let size = 0
  while (size <= WHOLE_BODY) {
    const { done, value } = await chunks.next()
    if (done) return { body: new Blob(head as BlobPart[]), redirect: 'manual' }
    head.push(value)
    size += value.length
  }
  async function* all() {
    yield* head
    yield* chunks
  }
  const body = toReadableStream(all()) as ReadableStream<Uint8Array<ArrayBuffer>>
  return { body, ...STREAMED } as RequestInit
}

/**
 * Unless a request has no window and fails on redirects, the fetch standard has it cloned before it
 * is sent, in case it must be sent again; the clone of a stream is all of it, kept in memory.
 */
const STREAMED = { duplex: 'half', redirect: 'error', window: null }

interface Problem {
  readonly code?: string
  readonly title?: string
}

/** What a refusal of ours has. Throws if it is not JSON. */
function parseProblem(body: Uint8Array): Problem {
  const { code, title } = JSON.parse(new TextDecoder().decode(body)) as Record<string, unknown>
  return {
    ...(typeof code === 'string' && { code }),
    ...(typeof title === 'string' && { title }),
  }
}
