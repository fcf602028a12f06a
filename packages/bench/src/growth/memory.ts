import { readFileSync } from 'node:fs'

/** How often memory is looked at, in milliseconds. */
const EVERY = 5

/**
 * Anonymous memory of a process that is in RAM, in bytes: heap, buffers and stacks, and neither code
 * nor mapped files. Undefined where the system does not say.
 */
export function anonymousBytes(pid: number): number | undefined {
  try {
    return parseRssAnon(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return undefined
  }
}

/** Of the text of `/proc/<pid>/status` as Linux writes it. */
export function parseRssAnon(status: string): number | undefined {
  const [, kib] = /^RssAnon:\s+(\d+) kB$/m.exec(status) ?? []
  return kib === undefined ? undefined : 1024 * Number(kib)
}

/** Watches the memory of another process, which does not notice. */
export class MemoryWatch {
  readonly #pid: number
  readonly #before: number | undefined
  readonly #timer: ReturnType<typeof setInterval>
  #peak: number

  constructor(pid: number) {
    this.#pid = pid
    this.#before = anonymousBytes(pid)
    this.#peak = this.#before ?? 0
    this.#timer = setInterval(() => this.#look(), EVERY)
  }

  /** Bytes of the peak above the start, undefined where memory is not measured. */
  stop(): number | undefined {
    clearInterval(this.#timer)
    this.#look()
    return this.#before === undefined ? undefined : this.#peak - this.#before
  }

  #look(): void {
    this.#peak = Math.max(this.#peak, anonymousBytes(this.#pid) ?? 0)
  }
}
