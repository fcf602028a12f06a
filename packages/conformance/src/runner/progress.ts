import process from 'node:process'

/** One line on a terminal's stderr that says how far the run is. Elsewhere nothing. */
export class Progress {
  readonly #shown = process.stderr.isTTY === true

  show(text: string): void {
    if (!this.#shown) return
    process.stderr.write(`\r\x1b[K${text.slice(0, (process.stderr.columns ?? 80) - 1)}`)
  }

  clear(): void {
    if (this.#shown) process.stderr.write('\r\x1b[K')
  }
}
