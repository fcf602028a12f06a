import type { Vector } from '@car-mirror/vectors'
import type { Exchange, Given, Script } from '../wire/scripted-server.js'

/** Requests with which a client may ask again for what failed. */
const RETRIES = 50
const TOO_MANY = 429

/**
 * The answers of a vector, each in its turn. The first that a client may take for a failure that passes
 * is given again as often as it is asked for, and what counts is what the client makes of it in the end.
 * @see HTTP-9 RND-24
 */
export class Answers {
  readonly #answers: readonly Given[]
  /** Of the first that may pass; undefined if there is none. */
  readonly #failing: number | undefined

  constructor(answers: readonly Given[], { error }: Pick<Vector, 'error'>) {
    // A CAR that is cut may be the doing of a proxy that has lost its server.
    const endsCut = error === 'car-truncated'
    const at = answers.findIndex((one, i) => mayPass(one) || (endsCut && i === answers.length - 1))
    this.#answers = answers
    this.#failing = at === -1 ? undefined : at
  }

  /** Requests that are answered. */
  get most(): number {
    return this.#failing === undefined ? this.#answers.length : this.#failing + 1 + RETRIES
  }

  readonly script: Script = (_, count) => {
    return this.#answers[Math.min(count - 1, this.#failing ?? count)]!
  }

  /** The requests without those that only ask again. */
  judged(exchanges: readonly Exchange[]): readonly Exchange[] {
    const failing = this.#failing
    if (failing === undefined) return exchanges
    const { method, path } = exchanges[failing]?.request ?? {}
    return exchanges.filter(({ request }, i) => {
      return i <= failing || request.method !== method || request.path !== path
    })
  }
}

function mayPass({ status, breakAfter }: Given): boolean {
  return status === TOO_MANY || status >= 500 || breakAfter !== undefined
}
