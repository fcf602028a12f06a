import { createHash } from 'node:crypto'

/** How many blocks a store holds, and the exclusive or of their hashes: equal for equal stores. */
export interface Held {
  readonly blocks: number
  /** 32 bytes in hex. */
  readonly sum: string
}

/** Hashes the blocks themselves: whoever has stored a wrong one is found out. */
export async function held(
  contents: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Held> {
  const sum = new HashSum()
  for await (const bytes of contents) sum.add(createHash('sha256').update(bytes).digest())
  return sum.held()
}

export class HashSum {
  readonly #sum = Buffer.alloc(32)
  #blocks = 0

  /** @param hash 32 bytes */
  add(hash: Uint8Array): void {
    this.#blocks++
    for (let i = 0; i < 32; i++) this.#sum[i]! ^= hash[i]!
  }

  held(): Held {
    return { blocks: this.#blocks, sum: this.#sum.toString('hex') }
  }
}
