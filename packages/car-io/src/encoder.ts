import type { CID } from 'multiformats/cid'
import type { Block } from './block.js'
import { isCid } from './cid.js'
import { CarError } from './error.js'
import { encodeHeader } from './header.js'
import { varintSize, writeVarint } from './varint.js'

/** From this many bytes on a chunk is worth a write of its own, and a block is not worth a copy. */
const CHUNK_SIZE = 64 * 1024

/**
 * Writes CARv1, synchronously. Frames of small blocks are gathered into chunks of at least 64 KiB;
 * the bytes of a block of 64 KiB and more are passed on as they are, uncopied, as a chunk.
 *
 * Gathered blocks are read when their chunk is built: leave their bytes alone until the chunks
 * have been used.
 *
 * @see CAR-1
 */
export class CarEncoder {
  #queue: Block[] = []
  #pending = 0
  #offset = 0

  /** Bytes gathered and not yet given out: below 64 KiB after `frames`, 0 after `flush`. */
  get pending(): number {
    return this.#pending
  }

  /** The header: one chunk. Call it once and first; a CAR without it is none. @see CAR-2 CAR-6 */
  header(roots: readonly CID[]): Uint8Array<ArrayBuffer>[] {
    const header = encodeHeader(roots)
    const chunk = new Uint8Array(varintSize(header.length) + header.length)
    chunk.set(header, writeVarint(header.length, chunk, 0))
    this.#offset += chunk.length
    return [chunk]
  }

  /**
   * Takes blocks and gives the chunks that are ready, often none.
   *
   * @throws {CarError} `ERR_CAR_CID` if a `cid` is not exactly one binary CID; then no block of
   * this call is taken
   * @see CAR-8
   */
  frames(blocks: readonly Block[]): Uint8Array<ArrayBuffer>[] {
    this.#offset = endOffset(blocks, this.#offset)
    const chunks: Uint8Array<ArrayBuffer>[] = []
    for (const block of blocks) {
      const { bytes } = block
      const large = bytes.length >= CHUNK_SIZE
      this.#queue.push(block)
      this.#pending += headSize(block) + (large ? 0 : bytes.length)
      if (large) chunks.push(this.#build(), unshared(bytes))
      else if (this.#pending >= CHUNK_SIZE) chunks.push(this.#build())
    }
    return chunks
  }

  /** What is pending, as one chunk; nothing if nothing is. Call it at the end. */
  flush(): Uint8Array<ArrayBuffer>[] {
    return this.#pending === 0 ? [] : [this.#build()]
  }

  #build(): Uint8Array<ArrayBuffer> {
    const chunk = new Uint8Array(this.#pending)
    let position = 0
    for (const { cid, bytes } of this.#queue) {
      position = writeVarint(cid.length + bytes.length, chunk, position)
      chunk.set(cid, position)
      position += cid.length
      if (bytes.length >= CHUNK_SIZE) continue
      chunk.set(bytes, position)
      position += bytes.length
    }
    this.#queue = []
    this.#pending = 0
    return chunk
  }
}

/** Length prefix and CID. */
function headSize({ cid, bytes }: Block): number {
  return varintSize(cid.length + bytes.length) + cid.length
}

/** Where the last of these frames ends if the first starts at `offset`; throws at a bad CID. */
function endOffset(blocks: readonly Block[], offset: number): number {
  let end = offset
  for (const block of blocks) {
    if (!isCid(block.cid)) throw new CarError('ERR_CAR_CID', 'not a binary CID', end)
    end += headSize(block) + block.bytes.length
  }
  return end
}

/** Request and response bodies refuse shared memory, so that alone is copied. */
function unshared(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return hasArrayBuffer(bytes) ? bytes : new Uint8Array(bytes)
}

function hasArrayBuffer(bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer
}
