/** Whole numbers below 2^32, four bytes each, as a list that grows at its end. */
export class NumberList {
  #numbers = new Uint32Array(16)
  #length = 0

  get length(): number {
    return this.#length
  }

  at(index: number): number {
    return this.#numbers[index]!
  }

  push(number: number): void {
    if (this.#length === this.#numbers.length) {
      const larger = new Uint32Array(2 * this.#length)
      larger.set(this.#numbers)
      this.#numbers = larger
    }
    this.#numbers[this.#length++] = number
  }

  /** The last one, or -1 if there is none. */
  pop(): number {
    return this.#length === 0 ? -1 : this.#numbers[--this.#length]!
  }

  /** Turns round those from an index on, so that the first of them comes off first. */
  reverse(from: number): void {
    this.#numbers.subarray(from, this.#length).reverse()
  }
}
