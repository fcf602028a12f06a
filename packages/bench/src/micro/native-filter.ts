import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { buildOpponent, opponents } from '../end-to-end/opponents.js'

/** Shape of a filter and of what is added. */
export interface FilterWork {
  readonly elements: number
  readonly hashes: number
  readonly bytes: number
}

interface Reply {
  /** Elements a second. */
  readonly rate: number
  /** Set in the filter at the end. */
  readonly bits: number
}

/** Native code that adds the same CIDs to the same filter, in a process of its own. */
export class NativeFilter {
  readonly #child: ChildProcessWithoutNullStreams
  readonly #lines: Interface
  bits = 0

  private constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child
    this.#lines = createInterface(child.stdout)
  }

  /** @returns why it cannot run, if it cannot */
  static async start({ elements, hashes, bytes }: FilterWork): Promise<NativeFilter | string> {
    const why = buildOpponent(opponents.rust)
    if (why !== undefined) return why
    const program = join(dirname(opponents.rust.command[0]!), 'bench-xxh3')
    const child = spawn(program, [elements, hashes, bytes].map(String))
    try {
      await once(child, 'spawn')
    } catch (error) {
      return String(error)
    }
    return new NativeFilter(child)
  }

  /** Elements a second, over so many milliseconds. @throws Error if it has ended */
  async rate(ms: number): Promise<number> {
    this.#child.stdin.write(`${ms}\n`)
    const [line] = await Promise.race([once(this.#lines, 'line'), once(this.#lines, 'close')])
    if (line === undefined) throw new Error('the native filter has ended')
    const { rate, bits } = JSON.parse(line as string) as Reply
    this.bits = bits
    return rate
  }

  end(): void {
    this.#child.stdin.end()
  }
}
