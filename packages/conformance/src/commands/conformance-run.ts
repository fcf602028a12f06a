import { mkdirSync } from 'node:fs'
import process from 'node:process'
import { commandLine, SUITE } from '../runner/again.js'
import type { Side } from '../runner/all-tests.js'
import { plan, runConformance } from '../runner/conformance.js'
import { failureText, otherText } from '../runner/print-failure.js'
import { summaryText } from '../runner/print-summary.js'
import { Progress } from '../runner/progress.js'
import { UsageError } from '../runner/usage-error.js'
import { strictest } from '../runner/verdict.js'
import { writeReport } from '../runner/write-report.js'
import type { Spec } from '../spec/clause.js'
import { loadSpec } from '../spec/load.js'
import { type Port, PortProblem } from '../suite/port.js'
import type { Level } from '../suite/results.js'
import type { RunOptions } from './conformance-options.js'
import { type Report, refused } from './report.js'

/** What is tested. */
export interface Subject {
  /** `adapter`, and its own options, as they were given. */
  readonly words: readonly string[]
  /** What comes after all options: a URL, or `--` and a command. */
  readonly operands: readonly string[]
  /** What is tested, in a line. */
  readonly command: string
  /** The only side of it that can be reached. */
  readonly side?: Side
  /** @throws PortProblem */
  readonly open: () => Promise<Port>
}

/** Runs the suite against a port, or lists what it would run. */
export async function run(subject: Subject, options: RunOptions): Promise<Report> {
  try {
    if (options.report !== undefined) makeFolder(options.report)
    const spec = loadSpec()
    const port = await subject.open()
    endWithUs()
    try {
      return options.list
        ? list(port, spec, { ...options, side: subject.side })
        : await test(port, spec, subject, options)
    } finally {
      await port.close()
    }
  } catch (error) {
    if (error instanceof UsageError) return refused(error.message, 2)
    if (error instanceof PortProblem) return refused(withWords(error), 3)
    throw error
  }
}

async function test(
  port: Port,
  spec: Spec,
  { words, operands, command, side }: Subject,
  options: RunOptions,
): Promise<Report> {
  const { only, skip, level, seed, timeout, knownFailures, report, json } = options
  const progress = new Progress()
  const results = await runConformance(port, spec, {
    only,
    skip,
    level: level.toUpperCase() as Level,
    seed,
    timeout: 1000 * timeout,
    report,
    knownFailures,
    command,
    side,
    again: ({ id }) => {
      const rest = ['--only', id, '--seed', String(seed), '--timeout', String(timeout)]
      return commandLine([...SUITE, ...words, ...rest, ...operands])
    },
    onStart: ({ id }, done, of) => progress.show(`[${done + 1}/${of}] ${id}`),
    onResult: (result) => {
      const text = result.status === 'fail' ? failureText(result, spec) : otherText(result)
      if (text === undefined || json) return
      progress.clear()
      process.stdout.write(`${text}\n`)
    },
  })
  progress.clear()
  if (report !== undefined) writeReport(report, results, spec)
  return {
    result: results,
    lines: summaryText(results, spec).split('\n'),
    exitCode: results.exitCode,
  }
}

function list(port: Port, spec: Spec, options: RunOptions & { side: Side | undefined }): Report {
  const tests = plan(port, spec, options).tests.map(
    ({ id, layer, profile, requirements, about, needs }) => {
      const level = strictest(requirements, spec)
      return { id, layer, profile, requirements, level, about, needs }
    },
  )
  const lines = tests.map(({ id, level, layer, requirements }) => {
    return `${id}  ${level}  ${layer}  ${requirements.join(' ')}`
  })
  return { result: { tests }, lines, exitCode: 0 }
}

/** @throws UsageError */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw new UsageError(`--report: ${(error as Error).message}`)
  }
}

/** Who interrupts the suite does not want its port to run on. */
function endWithUs(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => process.exit(130))
  }
}

function withWords({ message, words }: PortProblem): string {
  const text = words?.trim()
  return text ? `could not run: ${message}\n${text.slice(-2000)}` : `could not run: ${message}`
}
