import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Level } from '../suite/results.js'

/** What all ways to run the suite have in common. */
export interface RunOptions {
  readonly only: readonly string[]
  readonly skip: readonly string[]
  readonly level: Lowercase<Level>
  readonly knownFailures?: string
  readonly report?: string
  readonly seed: number
  readonly timeout: number
  readonly list?: boolean
  readonly json?: boolean
}

/** Milliseconds are for programs, seconds for people. */
const DEFAULT_TIMEOUT = 10
const DEFAULT_SEED = 1

export function withRunOptions(command: Command): Command {
  return withPortOptions(command).option(
    '--known-failures <file>',
    'failures that are known: "<test id>  <CLAUSE>[ bug]  <reason>"',
  )
}

/** The same for a port whose known failures are kept here. */
export function withPortOptions(command: Command): Command {
  return command
    .option(
      '--only <pattern>',
      'run a test, those whose ids begin so, a clause or a layer',
      more,
      [],
    )
    .option('--skip <pattern>', 'leave out likewise; both may be repeated', more, [])
    .addOption(
      new Option('--level <level>', 'count failures of these clauses, and of stricter ones')
        .choices(['must', 'should', 'may'])
        .default('may'),
    )
    .option('--report <dir>', 'write results.json, junit.xml and report.html')
    .option('--seed <number>', 'of all that is chosen at random', wholeNumber, DEFAULT_SEED)
    .option('--timeout <seconds>', 'for one answer', seconds, DEFAULT_TIMEOUT)
    .option('--list', 'print the tests and run none')
    .option('--json', 'print the results as one JSON object')
}

function more(pattern: string, before: readonly string[]): string[] {
  return [...before, pattern]
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value
  throw new InvalidArgumentError('not a whole number')
}

function seconds(text: string): number {
  const value = Number(text)
  // No timer runs longer than 2^31 milliseconds, and a test may wait a dozen times.
  if (value > 0 && value <= 86_400) return value
  throw new InvalidArgumentError('not a number of seconds between 0 and 86400')
}
