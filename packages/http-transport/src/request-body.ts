import { type ChunkReader, readerOf } from '@car-mirror/car-io'
import { TransportError } from './errors.js'

/**
 * A request body that outlives its reader. A client that is still writing when the answer comes,
 * and the connection with it closes, sees a broken pipe and no answer; so what a refused request
 * still sends is read and dropped first. @see HTTP-18
 */
export class RequestBody {
  readonly #reader: ChunkReader<Uint8Array> | undefined
  #open: boolean
  /** Whether the request may be answered before all of it has been read. */
  readonly answersEarly: boolean

  constructor(request: Request, answersEarly: boolean) {
    this.answersEarly = answersEarly
    this.#reader = request.body ? readerOf(request.body) : undefined
    this.#open = this.#reader !== undefined
  }

  /**
   * What has not been read yet. Leaving the loop leaves the body open.
   * @throws TransportError ERR_CONNECTION
   */
  async *chunks(): AsyncGenerator<Uint8Array> {
    for (let chunk = await this.#next(); chunk; chunk = await this.#next()) yield chunk
  }

  /**
   * Reads up to `limit` bytes and drops them, then lets go. Where the request may be answered early, the
   * answer does not wait for it.
   */
  async drain(limit: number): Promise<void> {
    const drained = this.#drain(limit)
    if (!this.answersEarly) await drained
  }

  async #drain(limit: number): Promise<void> {
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
