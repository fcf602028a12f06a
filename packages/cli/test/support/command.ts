import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach } from 'vitest'
import type { z } from 'zod'

export const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url))
const running = new Set<ChildProcess>()

afterEach(async () => {
  const left = [...running]
  for (const child of left) child.kill('SIGKILL')
  await Promise.all(left.map((child) => once(child, 'close')))
})

export interface Ended {
  /** The exit code, or the signal that ended it. */
  readonly code: number | string
  readonly stdout: string
  readonly stderr: string
}

/** One run of the built command as a process of its own. */
export class Running {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  stdout = ''
  stderr = ''

  constructor(args: readonly string[], script = MAIN, options: SpawnOptions = {}) {
    this.child = spawn(process.execPath, [script, ...args], options)
    running.add(this.child)
    this.child.stdout?.setEncoding('utf8').on('data', (text) => {
      this.stdout += text
    })
    this.child.stderr?.setEncoding('utf8').on('data', (text) => {
      this.stderr += text
    })
    this.ended = once(this.child, 'close').then(([code, signal]) => {
      running.delete(this.child)
      return { code: code ?? signal, stdout: this.stdout, stderr: this.stderr }
    })
  }

  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended> {
    this.child.kill(signal)
    return this.ended
  }
}

export function run(...args: string[]): Promise<Ended> {
  return new Running(args).ended
}

/** Runs with --json and checks the last line of stdout against the schema. */
export async function runJson<T extends z.ZodType>(
  schema: T,
  ...args: string[]
): Promise<Ended & { result: z.infer<T> }> {
  const ended = await run(...args, '--json')
  return { ...ended, result: parseJson(schema, ended) }
}

/** With --json there is one line on stdout (and for `serve` the URL before it). */
export function parseJson<T extends z.ZodType>(schema: T, { stdout, stderr }: Ended): z.infer<T> {
  const lines = stdout.split('\n')
  if (lines.pop() !== '') throw new Error(`no line on stdout: ${stdout}\n${stderr}`)
  return schema.parse(JSON.parse(lines.pop() ?? ''))
}

/** A server that listens. */
export async function serve(...args: string[]): Promise<Running & { url: string }> {
  const server = new Running(['serve', '--port', '0', ...args])
  while (!server.stdout.includes('\n')) {
    const more = once(server.child.stdout!, 'data')
    const outcome = await Promise.race([more, server.ended])
    if ('code' in outcome) throw new Error(`serve ended with ${outcome.code}: ${outcome.stderr}`)
  }
  const url = /^listening (http:\/\/\S+)\n/.exec(server.stdout)?.[1]
  if (url === undefined) throw new Error(`serve said ${server.stdout}`)
  return Object.assign(server, { url })
}
