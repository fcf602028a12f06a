import { PortProblem } from '../suite/port.js'
import { type Answer, parseAnswer } from './answer.js'
import { LineProcess } from './line-process.js'
import { type AdapterInput, type AdapterOperation, type Greeting, PROTOCOL } from './schemas.js'

/** Bytes of the longest answer: the largest filter, in hex, twice over. */
const LINE_LIMIT = 64 * 1024 * 1024

/** A program that is started may first have to load much: its greeting may take so many answers' time. */
const GREETING = 3

export interface AdapterOptions {
  readonly command: readonly string[]
  /** Milliseconds for one answer. */
  readonly timeout: number
  /** Bytes of the longest answer; 64 MiB if nothing else is said. */
  readonly lineLimit?: number | undefined
}

export interface Request<O extends AdapterOperation> {
  readonly op: O
  readonly input: AdapterInput<O>
  /** Milliseconds, where it takes longer than others. */
  readonly timeout?: number | undefined
  /** The process that it is for; another would not know what it is about. */
  readonly process?: LineProcess | undefined
}

/**
 * A program that speaks the adapter protocol. One that has ended, or was ended because it did not
 * answer or not in the protocol, is started anew for the next request.
 */
export class Adapter {
  readonly #options: AdapterOptions
  #process: LineProcess | undefined
  #last: Promise<unknown> = Promise.resolve()
  #id = 0
  #answers = 0
  #greeting: Greeting | undefined
  #told: unknown

  constructor(options: AdapterOptions) {
    this.#options = options
  }

  /** Answers that it has given, greetings not counted. */
  get answers(): number {
    return this.#answers
  }

  /** The process that runs now. */
  get process(): LineProcess | undefined {
    return this.#process
  }

  /**
   * What it says of itself; if it does not run, it is started.
   * @throws PortProblem `absent`
   */
  greet(): Promise<Greeting> {
    return this.#inTurn(async () => {
      await this.#running()
      return this.#greeting!
    })
  }

  /**
   * One request at a time; further ones wait for their turn, and their time begins with it.
   * @throws PortProblem
   */
  ask<O extends AdapterOperation>(request: Request<O>): Promise<Answer<O>> {
    return this.#inTurn(() => this.#ask(request))
  }

  async close(): Promise<void> {
    await this.#process?.close()
  }

  /** Ends the process; the next request starts another. */
  kill(): void {
    this.#process?.kill()
  }

  #inTurn<T>(action: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(action)
    this.#last = turn.catch(() => {})
    return turn
  }

  async #ask<O extends AdapterOperation>(request: Request<O>): Promise<Answer<O>> {
    try {
      const process = request.process ?? (await this.#running())
      const answer = await this.#exchange(process, request)
      this.#answers++
      return answer
    } catch (problem) {
      this.#told = problem
      throw problem
    }
  }

  async #running(): Promise<LineProcess> {
    const problem = this.#process?.problem
    if (this.#process && !problem) return this.#process
    // What it wrote between two questions is nobody's answer, and nobody has heard of it yet.
    if (problem?.kind === 'garbage' && problem !== this.#told) throw problem
    const { command, lineLimit = LINE_LIMIT, timeout } = this.#options
    const process = new LineProcess({ command, lineLimit })
    try {
      const hello = { op: 'hello', input: { protocol: PROTOCOL } } as const
      const answer = await this.#exchange(process, { ...hello, timeout: GREETING * timeout })
      if (!('value' in answer) || 'error' in answer)
        throw process.fail('garbage', 'it refuses hello')
      this.#greeting = answer.value
    } catch (cause) {
      if (!(cause instanceof PortProblem)) throw cause
      throw new PortProblem('absent', `no greeting: ${cause.message}`, cause, cause.words)
    }
    this.#process = process
    return process
  }

  async #exchange<O extends AdapterOperation>(
    process: LineProcess,
    { op, input, timeout = this.#options.timeout }: Request<O>,
  ): Promise<Answer<O>> {
    const id = ++this.#id
    const line = await process.ask(JSON.stringify({ id, op, input }), timeout)
    try {
      return parseAnswer(line, id, op)
    } catch (cause) {
      // Who speaks nonsense is ended; what it wrote to stderr goes with the problem.
      if (cause instanceof PortProblem) throw process.fail(cause.kind, cause.message)
      throw cause
    }
  }
}
