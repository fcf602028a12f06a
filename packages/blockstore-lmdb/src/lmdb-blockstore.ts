import type { Blockstore, InputPair, Pair } from 'interface-blockstore'
import { CID } from 'multiformats/cid'
import { batches } from './batches.js'
import { type ByteBlock, ByteStore } from './byte-store.js'
import { Environment, type OpenOptions } from './environment.js'
import { LmdbBlockstoreError } from './errors.js'
import { keysOf } from './keys.js'
import { addRoot, type Root, rootsOf } from './roots.js'

type Content = InputPair['bytes']
type Source<T> = Iterable<T> | AsyncIterable<T>

/** What every method of `interface-blockstore` takes. */
export interface AbortOptions {
  /** Checked before each step; a commit that has begun is not undone. */
  signal?: AbortSignal
}

/**
 * An embedded block store: a directory with one LMDB file, for several processes at once.
 *
 * Blocks are keyed by full binary CID: the same content under CIDv0 and CIDv1, or under two codecs,
 * is two blocks (MOD-2). Nothing here checks that content matches its CID.
 */
export class LmdbBlockstore implements Blockstore {
  /** The same blocks, keyed by binary CIDs, read synchronously. */
  readonly bytes: ByteStore
  readonly #env: Environment

  private constructor(env: Environment) {
    this.#env = env
    this.bytes = new ByteStore(env)
  }

  /**
   * Opens the store in a directory, and makes both unless told otherwise. One process may open the
   * same store more than once.
   *
   * @throws {LmdbBlockstoreError} `ERR_NOT_A_DIRECTORY`, `ERR_STORE_UNREADABLE`, `ERR_NOT_A_STORE`,
   * `ERR_STORE_MISSING`, `ERR_OPEN_FAILED`
   */
  static async open(directory: string, options: OpenOptions = {}): Promise<LmdbBlockstore> {
    return new LmdbBlockstore(await Environment.open(directory, options))
  }

  /** Waits for writes that have begun; any later use is `ERR_STORE_CLOSED`. */
  close(): Promise<void> {
    return this.#env.close()
  }

  has(cid: CID, options?: AbortOptions): boolean {
    options?.signal?.throwIfAborted()
    return this.bytes.has(cid.bytes)
  }

  /**
   * The content as one chunk. Never empty-handed: an empty block is one empty chunk.
   *
   * @throws {LmdbBlockstoreError} `ERR_NOT_FOUND`, named `NotFoundError`, on the first step
   */
  *get(cid: CID, options?: AbortOptions): Generator<Uint8Array> {
    options?.signal?.throwIfAborted()
    const found = this.bytes.get(cid.bytes)
    if (found === undefined) {
      throw new LmdbBlockstoreError('ERR_NOT_FOUND', `Not held: ${cid}`, { cid: cid.bytes })
    }
    yield found
  }

  /** Resolves once the block is on disk, see {@link ByteStore.put}. */
  async put(cid: CID, content: Content, options?: AbortOptions): Promise<CID> {
    options?.signal?.throwIfAborted()
    const bytes = await joined(content, options)
    options?.signal?.throwIfAborted()
    await this.putBatch([{ cid: cid.bytes, bytes }])
    return cid
  }

  /** Stores a batch in one transaction, see {@link ByteStore.put}. */
  putBatch(blocks: readonly ByteBlock[]): Promise<void> {
    return this.bytes.put(blocks)
  }

  async delete(cid: CID, options?: AbortOptions): Promise<void> {
    options?.signal?.throwIfAborted()
    await this.bytes.delete([cid.bytes])
  }

  /**
   * Stores what the source has ready in batches of up to about 4 MiB, and yields each CID once its
   * block is on disk. Nothing is stored unless the result is iterated.
   */
  async *putMany(source: Source<InputPair>, options?: AbortOptions): AsyncGenerator<CID> {
    const blocks = joinedEach(source, options)
    for await (const batch of batches(blocks, ({ bytes }) => bytes.byteLength)) {
      options?.signal?.throwIfAborted()
      await this.putBatch(batch.map(({ cid, bytes }) => ({ cid: cid.bytes, bytes })))
      for (const { cid } of batch) {
        yield cid
        options?.signal?.throwIfAborted()
      }
    }
  }

  /** Pairs in the order asked for; a missing block fails when its bytes are read. */
  async *getMany(source: Source<CID>, options?: AbortOptions): AsyncGenerator<Pair> {
    options?.signal?.throwIfAborted()
    for await (const cid of source) {
      options?.signal?.throwIfAborted()
      yield { cid, bytes: this.get(cid, options) }
    }
  }

  /** Yields each CID once its removal is on disk, whether it was held or not. */
  async *deleteMany(source: Source<CID>, options?: AbortOptions): AsyncGenerator<CID> {
    options?.signal?.throwIfAborted()
    for await (const batch of batches(source, () => 0)) {
      options?.signal?.throwIfAborted()
      await this.bytes.delete(batch.map((cid) => cid.bytes))
      for (const cid of batch) {
        yield cid
        options?.signal?.throwIfAborted()
      }
    }
  }

  /**
   * Every block, in the order of binary CIDs; its bytes are read when they are iterated. Holds no
   * snapshot between steps: blocks written meanwhile may or may not be seen.
   */
  *getAll(options?: AbortOptions): Generator<Pair> {
    options?.signal?.throwIfAborted()
    for (const key of keysOf(this.#env, this.#env.blocks)) {
      const cid = CID.decode(key)
      yield { cid, bytes: this.#getLater(cid, options) }
      options?.signal?.throwIfAborted()
    }
  }

  /** js-stores' own tests want the bytes of `getAll` to be asynchronous, though its types do not. */
  async *#getLater(cid: CID, options?: AbortOptions): AsyncGenerator<Uint8Array> {
    yield* this.get(cid, options)
  }

  /** How many blocks are held, by LMDB's own count: no scan. */
  count(): number {
    return this.bytes.size()
  }

  /** See {@link ByteStore.sample}. */
  sample(count: number): CID[] {
    return this.bytes.sample(count).map((cid) => CID.decode(cid))
  }

  /** Registers a root for {@link roots}, whether its block is held or not. A known one keeps its date. */
  addRoot(cid: CID): Promise<void> {
    return addRoot(this.#env, cid)
  }

  /** The registered roots, in the order of their binary CIDs. */
  async *roots(): AsyncGenerator<Root> {
    yield* rootsOf(this.#env)
  }
}

async function* joinedEach(source: Source<InputPair>, options?: AbortOptions) {
  options?.signal?.throwIfAborted()
  for await (const { cid, bytes } of source) {
    yield { cid, bytes: await joined(bytes, options) }
    options?.signal?.throwIfAborted()
  }
}

async function joined(content: Content, options?: AbortOptions): Promise<Uint8Array> {
  if (content instanceof Uint8Array) return content
  const chunks: Uint8Array[] = []
  for await (const chunk of content) {
    options?.signal?.throwIfAborted()
    chunks.push(chunk)
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
}
