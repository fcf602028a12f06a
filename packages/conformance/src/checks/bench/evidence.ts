import { toHex } from '@car-mirror/vectors'
import { type Finding, type Problem, pass, type Shown } from '../../suite/test.js'

/** Bytes of a body that a reader is shown. */
const SHOWN_BYTES = 2048
/** Bodies that a reader is shown: the first, and the last. */
const SHOWN_FIRST = 6
const SHOWN_LAST = 6
/** Problems of one check that are listed. */
const LISTED = 20

/** Ends a check early: what follows would say nothing new. */
export class Enough extends Error {
  override readonly name = 'Enough'
}

/** What a check has found so far, and the bytes that went to the port and came from it. */
export class Evidence {
  readonly #problems: Problem[] = []
  readonly #first: Shown[] = []
  readonly #last: Shown[] = []
  #unlisted = 0

  get failed(): boolean {
    return this.#problems.length > 0
  }

  /** @param message in a sentence */
  problem(message: string, more: Omit<Problem, 'message'> = {}): void {
    if (this.#problems.length < LISTED) this.#problems.push({ message, ...more })
    else this.#unlisted++
  }

  /** @throws Enough */
  end(message: string): never {
    this.problem(message)
    throw new Enough(message)
  }

  body(label: string, bytes: Uint8Array): void {
    const hex = toHex(bytes.subarray(0, SHOWN_BYTES))
    const cut = bytes.length > SHOWN_BYTES
    const text = `${bytes.length} bytes, of which these are the first ${SHOWN_BYTES}`
    this.show({ label, hex, ...(cut && { text }) })
  }

  show(shown: Shown): void {
    if (this.#first.length < SHOWN_FIRST) this.#first.push(shown)
    else this.#last.push(shown)
    if (this.#last.length > SHOWN_LAST) this.#last.shift()
  }

  /** The first, and the last. */
  get shown(): readonly Shown[] {
    return [...this.#first, ...this.#last]
  }

  get finding(): Finding {
    if (!this.failed) return pass
    const more = { message: `${this.#unlisted} more like these are not listed.` }
    const problems = [...this.#problems, ...(this.#unlisted > 0 ? [more] : [])]
    return { status: 'fail', problems, sent: this.shown }
  }
}
