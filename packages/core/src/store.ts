import type { Block } from './block.js'

export type Awaitable<T> = T | Promise<T>

/**
 * Where blocks live, keyed by full binary CID. Answers may be synchronous; the engine awaits only
 * promises. Bytes handed out stay valid for as long as they are referenced.
 */
export interface Store {
  has(cid: Uint8Array): Awaitable<boolean>
  /** The block's bytes, or undefined when the store lacks it. */
  get(cid: Uint8Array): Awaitable<Uint8Array | undefined>
  /**
   * Resolves when all blocks are readable and durable. Nobody writes to the bytes afterwards, but they
   * may be views: keeping one keeps the chunk it came in.
   */
  put(blocks: readonly Block[]): Awaitable<void>
  /** How many blocks there are. With `sample`, lets a receiver tell of more than one DAG. */
  size?(): Awaitable<number>
  /** Up to `count` distinct CIDs drawn at random; all of them if there are no more. @see RND-8 */
  sample?(count: number): AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}
