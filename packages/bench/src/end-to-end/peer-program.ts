import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** One line of a peer, as JSON. */
export type Line = Readonly<Record<string, unknown>>

/** What is kept of a peer's complaints. Characters. */
const COMPLAINTS = 2000

/** A peer in a process of its own that speaks in lines of JSON. */
export class PeerProgram {
  readonly #child: ChildProcessWithoutNullStreams
  readonly #lines: AsyncIterator<string>
  #complaints = ''

  constructor([program, ...words]: readonly string[]) {
    this.#child = spawn(program!, words, { stdio: 'pipe' })
    // A program that is not there is told of when it gives no line.
    this.#child.on('error', (error) => this.#complain(error.message))
    this.#child.stdin.on('error', () => {})
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => this.#complain(text))
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]()
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  /** @throws Error with what it has said on stderr, if it ends before it has said a line */
  async line(): Promise<Line> {
    const { value, done } = await this.#lines.next()
    if (!done) return JSON.parse(value) as Line
    throw new Error(this.#complaints.trim() || 'the peer has ended')
  }

  /** Tells it that it is needed no more. */
  finish(): void {
    this.#child.stdin.end()
  }

  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null || !this.pid) return
    this.#child.kill('SIGKILL')
    await once(this.#child, 'exit')
  }

  #complain(text: string): void {
    this.#complaints = (this.#complaints + text).slice(-COMPLAINTS)
  }
}
