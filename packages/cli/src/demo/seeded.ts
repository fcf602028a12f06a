import { type Cipher, createCipheriv, createHash } from 'node:crypto'

/** Random bytes and numbers that depend on the seed alone: a cipher's key stream. */
export class Seeded {
  readonly #stream: Cipher

  constructor(seed: number) {
    const key = createHash('sha256').update(`car-mirror demo ${seed}`).digest()
    this.#stream = createCipheriv('aes-256-ctr', key, new Uint8Array(16))
  }

  bytes(count: number): Uint8Array {
    return this.#stream.update(new Uint8Array(count))
  }

  /** From 0 up to 1, without 1. */
  fraction(): number {
    return new DataView(Uint8Array.from(this.bytes(4)).buffer).getUint32(0) / 2 ** 32
  }

  /** A whole number from 0 up to `count`, without `count`. */
  below(count: number): number {
    return Math.floor(this.fraction() * count)
  }
}
