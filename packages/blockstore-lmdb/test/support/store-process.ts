import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterwards } from './temp.js'

const PROGRAM = fileURLToPath(new URL('./store-process.mjs', import.meta.url))

/** Another process on a store; see store-process.mjs for its tasks. */
export class StoreProcess {
  readonly #child: ChildProcess
  readonly #lines: AsyncIterator<string>
  readonly #exited: Promise<unknown>
  #last: string | undefined

  constructor(task: 'write' | 'watch' | 'open', directory: string, ...args: (string | number)[]) {
    this.#child = spawn(process.execPath, [PROGRAM, task, directory, ...args.map(String)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    this.#exited = once(this.#child, 'exit')
    this.#lines = createInterface({ input: this.#child.stdout! })[Symbol.asyncIterator]()
    afterwards(async () => this.kill())
  }

  /** The next line it says, or undefined when it has ended. */
  async line(): Promise<string | undefined> {
    const { done, value } = await this.#lines.next()
    if (!done) this.#last = value
    return done ? undefined : value
  }

  /** The last line it said, once it has ended. */
  async lastLine(): Promise<string | undefined> {
    while ((await this.line()) !== undefined);
    return this.#last
  }

  ask(question: string): Promise<string | undefined> {
    this.#child.stdin!.write(`${question}\n`)
    return this.line()
  }

  async end(): Promise<number | null> {
    this.#child.stdin!.end()
    await this.#exited
    return this.#child.exitCode
  }

  kill(): void {
    this.#child.kill('SIGKILL')
  }
}
