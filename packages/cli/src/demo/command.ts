import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { CliError } from '../errors.js'

const MAIN = fileURLToPath(new URL('../main.js', import.meta.url))

/** Runs the real command, each time as a process of its own, in one directory. */
export class CommandRunner {
  readonly #cwd: string
  readonly #running = new Set<ChildProcess>()

  constructor(cwd: string) {
    this.#cwd = cwd
  }

  /** Shows and runs a command; resolves to what it prints with --json. */
  async run<T>(...args: string[]): Promise<T> {
    show(args)
    return this.runSilently(...args)
  }

  async runSilently<T>(...args: string[]): Promise<T> {
    const child = this.#start([...args, '--json'])
    let output = ''
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      output += text
    })
    const [code] = await once(child, 'close')
    if (code !== 0) throw failed(args, code)
    return JSON.parse(output.trimEnd().split('\n').at(-1)!)
  }

  /** Shows and starts `serve`; resolves to its URL when it listens. */
  async serve(...args: string[]): Promise<{ url: string; stop(): Promise<void> }> {
    show(['serve', ...args])
    const child = this.#start(['serve', ...args])
    const ended = once(child, 'close')
    for await (const line of createInterface({ input: child.stdout! })) {
      const stop = async () => {
        child.kill('SIGTERM')
        const [code] = await ended
        if (code !== 0) throw failed(['serve'], code)
      }
      return { url: line.replace('listening ', ''), stop }
    }
    throw failed(['serve'], (await ended)[0])
  }

  /** Ends whatever still runs. */
  async stopAll(): Promise<void> {
    const children = [...this.#running]
    for (const child of children) child.kill('SIGTERM')
    await Promise.all(children.map((child) => once(child, 'close')))
  }

  #start(args: string[]): ChildProcess {
    const child = spawn(process.execPath, [MAIN, ...args], {
      cwd: this.#cwd,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    this.#running.add(child)
    child.once('close', () => this.#running.delete(child))
    return child
  }
}

function show(args: string[]): void {
  process.stdout.write(`\n$ car-mirror ${args.join(' ')}\n`)
}

function failed([name]: string[], code: unknown): CliError {
  return new CliError('ERR_COMMAND', `car-mirror ${name} ended with ${code}`)
}
