import { type ChildProcess, spawn } from 'node:child_process'
import process from 'node:process'
import { PortProblem, type ProblemKind } from '../suite/port.js'

/** Bytes kept of what a process writes to stderr. */
const STDERR_TAIL = 64 * 1024
/** Milliseconds between the end of a process and the last that is waited for from its pipes. */
const LAST_WORDS = 500
/** Milliseconds in which a process may end by itself once its stdin is closed. */
const FAREWELL = 1000

export interface LineProcessOptions {
  readonly command: readonly string[]
  /** Bytes of the longest line that is taken. */
  readonly lineLimit: number
}

interface Waiting {
  readonly resolve: (line: string) => void
  readonly reject: (problem: PortProblem) => void
}

/**
 * A process that gives one line for each that it is sent. Once something is wrong with it, it is
 * killed with all that it has started, and stays so.
 */
export class LineProcess {
  readonly #options: LineProcessOptions
  readonly #child: ChildProcess
  readonly #ended: Promise<void>
  #stdout: Buffer[] = []
  #stdoutBytes = 0
  #stderr: Buffer[] = []
  #stderrBytes = 0
  #waiting: Waiting | undefined
  #problem: PortProblem | undefined

  constructor(options: LineProcessOptions) {
    const [file = '', ...args] = options.command
    this.#options = options
    // A group of its own, so that what CMD starts can be killed with it.
    this.#child = spawn(file, args, { stdio: 'pipe', detached: process.platform !== 'win32' })
    running.add(this)
    this.#child.stdin!.on('error', () => {}) // Its death tells more.
    this.#child.stdout!.on('data', (chunk: Buffer) => this.#take(chunk))
    this.#child.stderr!.on('data', (chunk: Buffer) => this.#keep(chunk))
    this.#ended = new Promise((resolve) => {
      this.#child.once('error', (error) => {
        this.#fail('absent', `${file} cannot be started: ${error.message}`)
        resolve()
      })
      this.#child.once('exit', (code, signal) => {
        const how = signal === null ? `exit code ${code}` : signal
        const end = () => {
          this.#fail('died', `the process ended: ${how}`)
          resolve()
        }
        const timer = setTimeout(end, LAST_WORDS)
        this.#child.once('close', () => {
          clearTimeout(timer)
          end()
        })
      })
    })
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  /** Why it gives no more lines. */
  get problem(): PortProblem | undefined {
    return this.#problem
  }

  /** The last that it wrote to stderr. */
  get words(): string {
    return Buffer.concat(this.#stderr).subarray(-STDERR_TAIL).toString('utf8')
  }

  /**
   * The line that comes after this one was sent.
   * @throws PortProblem
   */
  ask(line: string, milliseconds: number): Promise<string> {
    return new Promise((resolve, reject) => {
      if (this.#problem) {
        reject(this.#problem)
        return
      }
      const timer = setTimeout(() => {
        this.#fail('no-answer', `no answer in ${milliseconds / 1000} s`)
      }, milliseconds)
      const settled = <T>(settle: (value: T) => void) => {
        return (value: T) => {
          clearTimeout(timer)
          this.#waiting = undefined
          settle(value)
        }
      }
      this.#waiting = { resolve: settled(resolve), reject: settled(reject) }
      this.#child.stdin!.write(`${line}\n`)
    })
  }

  /** Closes its stdin, upon which it is to end, and kills it if it does not. */
  async close(): Promise<void> {
    this.#child.stdin!.end()
    const timer = setTimeout(() => this.kill(), FAREWELL)
    await this.#ended
    clearTimeout(timer)
    this.kill()
  }

  /** Ends it and all that it has started, at once. */
  kill(): void {
    // Once: its number may be another's later.
    if (!running.delete(this)) return
    this.#problem ??= new PortProblem('died', 'the process was ended')
    this.#waiting?.reject(this.#problem)
    const { pid } = this.#child
    if (pid === undefined) return
    try {
      if (process.platform === 'win32') this.#child.kill('SIGKILL')
      else process.kill(-pid, 'SIGKILL')
    } catch {
      // It and all of its group have ended.
    }
    this.#child.stdout!.destroy()
    this.#child.stderr!.destroy()
  }

  /** Something is wrong with it that is more than can be seen here. */
  fail(kind: ProblemKind, message: string): PortProblem {
    this.#fail(kind, message)
    return this.#problem!
  }

  #fail(kind: ProblemKind, message: string): void {
    this.#problem ??= new PortProblem(kind, message, undefined, this.words)
    this.kill()
  }

  #take(chunk: Buffer): void {
    let start = 0
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      this.#add(chunk.subarray(start, end))
      if (!this.#problem) this.#line()
      if (this.#problem) return
      start = end + 1
    }
    this.#add(chunk.subarray(start))
  }

  #add(part: Buffer): void {
    const { lineLimit } = this.#options
    this.#stdoutBytes += part.length
    if (this.#stdoutBytes > lineLimit) {
      this.#fail('flood', `a line of more than ${lineLimit} bytes`)
      this.#stdout = []
    } else if (part.length > 0) {
      this.#stdout.push(part)
    }
  }

  #line(): void {
    const line = Buffer.concat(this.#stdout).toString('utf8')
    this.#stdout = []
    this.#stdoutBytes = 0
    if (this.#waiting) this.#waiting.resolve(line)
    else this.#fail('garbage', `it wrote a line unasked: ${line.slice(0, 200)}`)
  }

  #keep(chunk: Buffer): void {
    this.#stderr.push(chunk)
    this.#stderrBytes += chunk.length
    if (this.#stderrBytes <= 2 * STDERR_TAIL) return
    this.#stderr = [Buffer.concat(this.#stderr).subarray(-STDERR_TAIL)]
    this.#stderrBytes = STDERR_TAIL
  }
}

/** None of them outlives this process. */
const running = new Set<LineProcess>()
process.on('exit', () => {
  for (const one of running) one.kill()
})
