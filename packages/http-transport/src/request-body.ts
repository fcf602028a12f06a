import { TransportError } from './errors.js'

/**
 * A request body that outlives its reader. A client that is still writing when the answer comes,
 * and the connection with it closes, sees a broken pipe and no answer; so what a refused request
 * still sends is read and dropped first. @see HTTP-18
 */
export class RequestBody {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined
  #open: boolean

  constructor(request: Request) {
    this.#reader = request.body?.getReader()
    this.#open = this.#reader !== undefined
  }

  /**
   * What has not been read yet. Leaving the loop leaves the body open.
   * @throws TransportError ERR_CONNECTION
   */
  async *chunks(): AsyncGenerator<Uint8Array> {
    for (let chunk = await this.#next(); chunk; chunk = await this.#next()) yield chunk
  }

  /** Reads up to `limit` bytes and drops them, then lets go. */
  async drain(limit: number): Promise<void> {
    let left = limit
    try {
      for await (const chunk of this.chunks()) {
        left -= chunk.length
        if (left < 0) break
      }
      if (this.#open) await this.#reader?.cancel()
    } catch {
      // The client is gone: nobody is left to hear the answer.
    }
  }

  async #next(): Promise<Uint8Array | undefined> {
    if (!this.#open || !this.#reader) return undefined
    try {
      const { done, value } = await this.#reader.read()
      this.#open = !done
      return value
    } catch (cause) {
      this.#open = false
      throw new TransportError('ERR_CONNECTION', 'the client is gone', { status: 400, cause })
    }
  }
}
