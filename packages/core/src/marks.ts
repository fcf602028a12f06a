/** A byte for each of the numbers that a table gives out, 0 at first. */
export class Marks {
  #bytes = new Uint8Array(64)

  at(number: number): number {
    return this.#bytes[number] ?? 0
  }

  set(number: number, mark: number): void {
    if (number >= this.#bytes.length) {
      const larger = new Uint8Array(2 * Math.max(number, this.#bytes.length))
      larger.set(this.#bytes)
      this.#bytes = larger
    }
    this.#bytes[number] = mark
  }
}
