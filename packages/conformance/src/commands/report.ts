import process from 'node:process'
import { Command, CommanderError } from 'commander'
import { SpecProblems } from '../spec/error.js'

/** 0 all is well, 1 something is not, 2 wrong usage, 3 it could not be found out. */
type ExitCode = 0 | 1 | 2 | 3

/** How a command ended. */
export interface Report {
  /** The object that `--json` prints. */
  readonly result: object
  /** What a person gets instead. */
  readonly lines: readonly string[]
  readonly exitCode: ExitCode
  /** Nothing was done, and the lines say why. */
  readonly isRefused?: boolean
}

function print({ result, lines, exitCode, isRefused }: Report, json: boolean): void {
  const text = json ? JSON.stringify(result, null, 2) : lines.join('\n')
  const stream = (exitCode === 2 || isRefused) && !json ? process.stderr : process.stdout
  stream.write(`${text}\n`)
}

/** An action of a command: runs, prints the report and sets the exit code. */
export function reports<O extends { json?: boolean }>(run: (options: O) => Promise<Report>) {
  return async (options: O): Promise<void> => {
    const report = await run(options).catch(explain)
    print(report, options.json === true)
    process.exitCode = report.exitCode
  }
}

/** A command that does not end the process by itself; neither do those that are added to it. */
export function command(name: string, description: string): Command {
  return new Command(name).description(description).exitOverride()
}

/** Runs a command line. Wrong usage, of which commander has told, is exit code 2. */
export async function main(program: Command): Promise<void> {
  // Who read our output may have gone, as `head` does.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  try {
    await program.parseAsync()
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    process.exitCode = error.exitCode === 0 ? 0 : 2
  }
}

/** A text that cannot be read and a file that cannot be written are results; a fault of ours is not. */
function explain(error: unknown): Report {
  if (error instanceof SpecProblems) return refusal(error.problems.map(({ message }) => message))
  if (error instanceof Error && 'syscall' in error) return refusal([error.message])
  throw error
}

/** All is well. */
export function done(result: object, line: string): Report {
  return { result: { ok: true, ...result, problems: [] }, lines: [line], exitCode: 0 }
}

/** What is wrong, line by line. */
export function refusal(problems: readonly string[]): Report {
  const lines = [...problems, counted(problems.length, 'problem')]
  return { result: { ok: false, problems }, lines, exitCode: 1 }
}

/** It was not done, because it could not be meant (2) or could not be found out (3). */
export function refused(message: string, exitCode: 2 | 3): Report {
  const result = { ok: false, problems: [message] }
  return { result, lines: [message], exitCode, isRefused: true }
}

/** `1 clause`, `141 clauses` */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}

/** Of two long values that begin alike only what differs is shown. */
const LEAD = 12

/** `before -> after` in one line of about so many characters. */
export function arrow(before: unknown, after: unknown, width = 96): string {
  const [left, right] = [shown(before), shown(after)]
  const half = Math.floor((width - 4) / 2)
  let from = 0
  while (from < left.length && from < right.length && left[from] === right[from]) from++
  const start = left.length > half || right.length > half ? Math.max(0, from - LEAD) : 0
  return `${cut(left, start, half)} -> ${cut(right, start, half)}`
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value)
}

function cut(text: string, start: number, length: number): string {
  const piece = text.slice(start, start + length)
  return `${start > 0 ? '…' : ''}${piece}${start + length < text.length ? '…' : ''}`
}
