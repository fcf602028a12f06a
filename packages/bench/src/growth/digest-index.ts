/** Numbers of digests of 32 bytes, found by open addressing; nothing per digest but one number. */
export class DigestIndex {
  readonly #digests: Uint8Array
  /** Number and 1; 0 is free. At most two thirds are taken. */
  readonly #slots: Uint32Array
  readonly #mask: number

  /** @param digests one after the other; they are not copied */
  constructor(digests: Uint8Array) {
    const count = digests.length / 32
    this.#digests = digests
    this.#slots = new Uint32Array(2 ** Math.ceil(Math.log2(1.5 * count + 1)))
    this.#mask = this.#slots.length - 1
    for (let number = 0; number < count; number++) {
      this.#slots[this.#slot(digests.subarray(32 * number, 32 * number + 32))] ||= number + 1
    }
  }

  /** -1 if it is not there. */
  find(digest: Uint8Array): number {
    return this.#slots[this.#slot(digest)]! - 1
  }

  /** Where the digest is, or would be. */
  #slot(digest: Uint8Array): number {
    let slot =
      (digest[0]! | (digest[1]! << 8) | (digest[2]! << 16) | (digest[3]! << 24)) & this.#mask
    for (; this.#slots[slot] !== 0; slot = (slot + 1) & this.#mask) {
      if (this.#isAt(this.#slots[slot]! - 1, digest)) break
    }
    return slot
  }

  #isAt(number: number, digest: Uint8Array): boolean {
    const start = 32 * number
    for (let i = 0; i < 32; i++) if (this.#digests[start + i] !== digest[i]) return false
    return true
  }
}
