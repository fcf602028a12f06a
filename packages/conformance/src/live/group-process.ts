import { type ChildProcess, spawn } from 'node:child_process'
import process from 'node:process'

/** Characters of what a process wrote last that are kept. */
const KEPT = 64 * 1024

/** Characters of its standard output that are kept. */
const LONGEST_OUT = 16 * 1024 * 1024

export interface Exit {
  /** Null: ended by a signal. */
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** It could not be started. */
  readonly error?: Error | undefined
}

/** A command with all the processes that it starts, which end with it. */
export class GroupProcess {
  readonly exit: Promise<Exit>
  readonly #child: ChildProcess
  #words = ''
  #out = ''
  #ended: Exit | undefined

  /** @param command words, or a line for the shell */
  constructor(command: string | readonly string[]) {
    const [file, ...words] = typeof command === 'string' ? [command] : command
    this.#child = spawn(file!, words, {
      shell: typeof command === 'string',
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const keep = (text: string) => {
      this.#words = (this.#words + text).slice(-KEPT)
    }
    this.#child.stderr?.setEncoding('utf8').on('data', keep)
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      keep(text)
      this.#out = (this.#out + text).slice(0, LONGEST_OUT)
    })
    this.exit = new Promise((resolve) => {
      const end = (exit: Exit) => {
        this.#ended ??= exit
        process.off('exit', this.#killGroup)
        resolve(this.#ended)
      }
      this.#child.once('error', (error) => end({ code: null, signal: null, error }))
      this.#child.once('close', (code, signal) => end({ code, signal }))
    })
    process.once('exit', this.#killGroup)
  }

  /** Undefined while it runs. */
  get ended(): Exit | undefined {
    return this.#ended
  }

  /** What it wrote last, on both streams. */
  get words(): string {
    return this.#words
  }

  /** What it wrote on its standard output. */
  get out(): string {
    return this.#out
  }

  /** Ends all of its processes, those too that outlived it. */
  async kill(): Promise<void> {
    this.#killGroup()
    await this.exit
  }

  readonly #killGroup = (): void => {
    const { pid } = this.#child
    if (pid === undefined) return
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {
      // Nobody of the group is left.
    }
  }
}
