import type { CID } from 'multiformats/cid'
import type { Block } from './block.js'
import { cidEnd } from './cid.js'
import { CarError } from './error.js'
import { Gather } from './gather.js'
import { decodeHeader } from './header.js'
import { type CarLimits, defaultCarLimits } from './limits.js'
import { VARINT_BAD, VARINT_DONE, VarintReader } from './varint.js'

/**
 * Reads a CARv1 from chunks cut anywhere, synchronously and without I/O. Every outcome (blocks,
 * roots, error code, error offset) is the same wherever the chunks are cut.
 *
 * O(1) per byte at any chunk size. Memory beyond the chunks: one unfinished item, bounded by the
 * limits and by four times what has arrived of it (or 4 KiB).
 *
 * @see CAR-1 CAR-14
 */
export class CarFramer {
  readonly #limits: CarLimits
  readonly #varint = new VarintReader()
  readonly #gather = new Gather()
  /** Size of the current item; -1 while its varint is incomplete. */
  #wanted = -1
  #offset = 0
  #blocks = 0
  #roots: readonly CID[] | undefined
  #error: CarError | undefined

  constructor(limits: Partial<CarLimits> = {}) {
    this.#limits = { ...defaultCarLimits, ...limits }
  }

  /** The header's roots; undefined until the header has arrived. */
  get roots(): readonly CID[] | undefined {
    return this.#roots
  }

  /** Bytes of the header and all complete frames: where the unfinished or offending item starts. */
  get offset(): number {
    return this.#offset
  }

  /** What made the input invalid, as soon as it is known. */
  get error(): CarError | undefined {
    return this.#error
  }

  /**
   * Takes the next bytes and gives the blocks they complete. A block that lies within the chunk is
   * two views into it; one that spans chunks is copied, so the chunk is not needed for later calls.
   *
   * Invalid input: this call still returns the blocks before the offending item, sets `error`, and
   * reads no further. Every later `push` and `end` throws that error.
   *
   * @throws {CarError} the error found by an earlier call
   * @see CAR-12
   */
  push(chunk: Uint8Array): Block[] {
    if (this.#error !== undefined) throw this.#error
    const blocks: Block[] = []
    try {
      this.#read(plain(chunk), blocks)
    } catch (error) {
      if (!(error instanceof CarError)) throw error
      this.#error = error
      this.#gather.take()
    }
    return blocks
  }

  /**
   * Says that no more bytes come. After the header that is fine: there was nothing to send.
   *
   * @throws {CarError} `ERR_CAR_TRUNCATED` unless a header and nothing or whole frames were pushed;
   * or the error found before
   * @see CAR-6 CAR-7 CAR-11
   */
  end(): void {
    if (this.#error === undefined && (this.#roots === undefined || this.#varint.size > 0)) {
      const item = this.#roots === undefined ? 'header' : 'frame'
      this.#error = this.#fail('ERR_CAR_TRUNCATED', `the CAR ends inside a ${item}`)
    }
    if (this.#error !== undefined) throw this.#error
  }

  #read(chunk: Uint8Array, blocks: Block[]): void {
    let position = 0
    while (position < chunk.length) {
      if (this.#wanted === -1) {
        position = this.#readLength(chunk, position)
        continue
      }
      const wanted = this.#wanted
      if (this.#gather.size === 0 && chunk.length - position >= wanted) {
        this.#finish(chunk, position, wanted, blocks)
        position += wanted
        continue
      }
      position = this.#gather.fill(wanted, chunk, position)
      if (this.#gather.size === wanted) this.#finish(this.#gather.take(), 0, wanted, blocks)
    }
  }

  #readLength(chunk: Uint8Array, start: number): number {
    const varint = this.#varint
    const position = varint.read(chunk, start, chunk.length)
    if (varint.state === VARINT_BAD) {
      throw this.#fail('ERR_CAR_VARINT', 'a length is not a minimal varint below 2^53')
    }
    if (varint.state === VARINT_DONE) {
      this.#checkLength(varint.value)
      this.#wanted = varint.value
    }
    return position
  }

  /** Before anything is taken for the item. @see CAR-10 CAR-13 SEC-1 */
  #checkLength(length: number): void {
    const { header, frame, total, blocks } = this.#limits
    if (this.#roots === undefined) {
      if (length === 0) throw this.#fail('ERR_CAR_HEADER', 'the header is empty')
      if (length > header) throw this.#over('ERR_CAR_HEADER_LIMIT', 'header bytes', length, header)
    } else {
      if (length === 0) throw this.#fail('ERR_CAR_FRAME', 'a frame is empty')
      if (length > frame) throw this.#over('ERR_CAR_FRAME_LIMIT', 'frame bytes', length, frame)
      const count = this.#blocks + 1
      if (count > blocks) throw this.#over('ERR_CAR_BLOCKS_LIMIT', 'blocks', count, blocks)
    }
    const end = this.#offset + this.#varint.size + length
    if (end > total) throw this.#over('ERR_CAR_TOTAL_LIMIT', 'bytes in total', end, total)
  }

  /** @see CAR-8 CAR-10 */
  #finish(source: Uint8Array, start: number, size: number, blocks: Block[]): void {
    const end = start + size
    if (this.#roots === undefined) {
      this.#roots = decodeHeader(source.subarray(start, end))
    } else {
      const split = cidEnd(source, start, end)
      if (split === -1) throw this.#fail('ERR_CAR_CID', 'a frame does not start with a valid CID')
      blocks.push({ cid: source.subarray(start, split), bytes: source.subarray(split, end) })
      this.#blocks++
    }
    this.#offset += this.#varint.size + size
    this.#varint.reset()
    this.#wanted = -1
  }

  #fail(code: CarError['code'], message: string): CarError {
    return new CarError(code, message, this.#offset)
  }

  #over(code: CarError['code'], unit: string, value: number, limit: number): CarError {
    return this.#fail(code, `${value} ${unit}, the limit is ${limit}`)
  }
}

/** Views of a subclass (Node's Buffer) would be of that subclass, and slower to make. */
function plain(chunk: Uint8Array): Uint8Array {
  if (chunk.constructor === Uint8Array) return chunk
  return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
}
