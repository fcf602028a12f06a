import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { command, main } from '@car-mirror/conformance/dist/commands/report.js'
import { Argument, Option } from 'commander'
import { type OpponentGroup, opponentGroups } from './end-to-end/opponents.js'
import { renderPage } from './report/page.js'
import { publish } from './report/readme.js'
import { textReport } from './report/text.js'
import { problemsOf, type Results } from './results.js'
import { runSuites, type SuiteName, suiteNames } from './run.js'
import type { Extent } from './section.js'

interface Options {
  readonly vs?: OpponentGroup
  readonly short?: true
  readonly report: string
  readonly from?: string
  readonly write?: true
  readonly json?: true
}

const FULL = 'full'
const REPORT = fileURLToPath(new URL('../report', import.meta.url))

const program = command(
  'bench',
  'Measure CAR Mirror against its ports and what people use without it.',
)
  .addArgument(
    new Argument(
      '[what...]',
      'suites to run, all if none is named; full: as long as it takes',
    ).choices([FULL, ...suiteNames]),
  )
  .addOption(
    new Option('--vs <opponent>', 'end to end against this one only').choices(opponentGroups),
  )
  .option('--short', 'less than a minute: counts hold, and ratios are only printed')
  .option('--report <dir>', 'folder for results.json and index.html', REPORT)
  .option('--from <file>', 'report what an earlier run has left in its results.json')
  .option('--write', 'publish what was found in the README')
  .option('--json', 'print the results as one JSON object')
  .action(run)

// Works are large and are removed when the process ends, which it does not see if a signal ends it.
process.once('SIGINT', () => process.exit(130))
process.once('SIGTERM', () => process.exit(143))
await main(program)

async function run(what: readonly string[], options: Options): Promise<void> {
  const asked = suiteNames.filter((name) => what.includes(name))
  const names = options.vs !== undefined && asked.length === 0 ? (['end-to-end'] as const) : asked
  if (options.short && what.includes(FULL))
    program.error('error: full and --short exclude each other')
  if (options.write && (options.short || options.vs !== undefined || names.length > 0)) {
    program.error('error: --write takes a whole run')
  }
  const extent = options.short ? 'short' : what.includes(FULL) ? 'full' : 'normal'
  const results =
    options.from === undefined ? await measured(names, extent, options) : readResults(options.from)
  save(results, options.report)
  if (options.write) publish(results)
  const lines = textReport(results, options.vs !== undefined)
  process.stdout.write(`${options.json ? JSON.stringify(results) : lines.join('\n')}\n`)
  process.exitCode = problemsOf(results).length > 0 ? 1 : 0
}

function measured(names: readonly SuiteName[], extent: Extent, { vs }: Options): Promise<Results> {
  const words = [
    ...(extent === 'full' ? [FULL] : []),
    ...names,
    ...(vs === undefined ? [] : ['--vs', vs]),
    ...(extent === 'short' ? ['--short'] : []),
  ]
  const command = ['npm run bench', ...(words.length > 0 ? ['--', ...words] : [])].join(' ')
  return runSuites(names.length > 0 ? names : suiteNames, extent, vs, command, (line) =>
    process.stderr.write(`${line}\n`),
  )
}

function readResults(path: string): Results {
  return JSON.parse(readFileSync(path, 'utf8')) as Results
}

function save(results: Results, folder: string): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'results.json'), `${JSON.stringify(results, null, 1)}\n`)
  const page = join(folder, 'index.html')
  writeFileSync(page, renderPage(results))
  process.stderr.write(`${resolve(page)}\n`)
}
