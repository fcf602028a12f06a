import { layoutOf, MAX_CID_BYTES } from './cid-layout.js'
import type { Environment } from './environment.js'
import { LmdbBlockstoreError } from './errors.js'
import { plain } from './keys.js'
import { sampleKeys } from './sample.js'

/** A block as bytes: its binary CID and its content. */
export interface ByteBlock {
  cid: Uint8Array
  bytes: Uint8Array
}

/**
 * The store keyed by binary CIDs, without a CID object in sight: what a hot path wants.
 *
 * Reads are synchronous. Values are copies that belong to the caller. A CID that cannot be stored
 * (malformed, or longer than {@link MAX_CID_BYTES}) is simply not held. Identity CIDs are answered
 * from the CID itself: always held, never stored. Nothing here checks a hash.
 */
export class ByteStore {
  readonly #env: Environment

  constructor(env: Environment) {
    this.#env = env
  }

  /** Whether the block is held. A no is a no of this moment, other processes' commits included. */
  has(cid: Uint8Array): boolean {
    this.#env.assertOpen()
    const layout = layoutOf(cid)
    if (layout?.identity) return true
    if (layout === undefined || cid.length > MAX_CID_BYTES) return false
    const { blocks } = this.#env
    if (blocks.doesExist(cid)) return true
    this.#env.refresh()
    return blocks.doesExist(cid)
  }

  /** The content, or undefined when it is not held. As fresh as {@link has}. */
  get(cid: Uint8Array): Uint8Array | undefined {
    this.#env.assertOpen()
    const layout = layoutOf(cid)
    if (layout?.identity) return plain(cid).slice(layout.digestAt)
    if (layout === undefined || cid.length > MAX_CID_BYTES) return undefined
    const { blocks } = this.#env
    let value = blocks.getBinary(cid)
    if (value === undefined) {
      this.#env.refresh()
      value = blocks.getBinary(cid)
    }
    return value === undefined ? undefined : plain(value)
  }

  /**
   * Stores a batch in one transaction: all of it or nothing. Resolves once it is on disk, where
   * other processes can read it and no `kill -9` can take it away. The arrays are read on another
   * thread until then: leave them as they are, and wait before the next batch to bound memory.
   *
   * A block already held is written again.
   *
   * @throws {LmdbBlockstoreError} `ERR_INVALID_CID`, `ERR_CID_TOO_LONG`, `ERR_WRITE_FAILED`
   */
  async put(blocks: readonly ByteBlock[]): Promise<void> {
    const table = this.#env.blocks
    const stored = blocks.filter(({ cid }) => isStored(cid))
    await this.#commit(stored, ({ cid, bytes }) => table.put(cid, bytes))
  }

  /**
   * Up to `count` distinct CIDs at random, and all of them when no more are held; in no order.
   *
   * Exactly uniform for up to 4096 blocks, or four times `count`, by reading every key. Beyond
   * that by random seeks, O(count log n): approximately uniform, the chance of one CID being
   * typically within a quarter of another's.
   */
  sample(count: number): Uint8Array[] {
    const { blocks } = this.#env
    const keysFrom = (start: Uint8Array, limit: number) =>
      blocks.getKeys({ start, limit }).map(plain)
    return sampleKeys({ total: this.size(), keysFrom }, count)
  }

  /** How many blocks are held: LMDB's own count, no scan. */
  size(): number {
    this.#env.refresh()
    return (this.#env.blocks.getStats() as { entryCount: number }).entryCount
  }

  /** Removes a batch in one transaction; what is not held is passed over. */
  async delete(cids: readonly Uint8Array[]): Promise<void> {
    const table = this.#env.blocks
    const stored = cids.filter((cid) => cid.length <= MAX_CID_BYTES && isStored(cid))
    await this.#commit(stored, (cid) => table.remove(cid))
  }

  async #commit<T>(items: readonly T[], write: (item: T) => unknown): Promise<void> {
    this.#env.assertOpen()
    if (items.length === 0) return
    await this.#env.commit(() => this.#env.blocks.batch(() => items.forEach(write)))
  }
}

/** Whether a CID needs storing, which one that holds its own content does not. */
function isStored(cid: Uint8Array): boolean {
  const layout = layoutOf(cid)
  if (layout === undefined) {
    throw new LmdbBlockstoreError('ERR_INVALID_CID', 'Not a well-formed binary CID', { cid })
  }
  if (layout.identity) return false
  assertKey(cid)
  return true
}

/** @throws {LmdbBlockstoreError} `ERR_CID_TOO_LONG` */
export function assertKey(cid: Uint8Array): void {
  if (cid.length <= MAX_CID_BYTES) return
  const message = `A CID of ${cid.length} bytes is over the limit of ${MAX_CID_BYTES}`
  throw new LmdbBlockstoreError('ERR_CID_TOO_LONG', message, { cid })
}
