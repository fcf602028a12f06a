import { existsSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { Argument } from 'commander'
import { adapterPort } from '../adapter/adapter-port.js'
import { acceptFailures } from '../ports/accept.js'
import { buildPort, type PortSource, portSources } from '../ports/toolchain.js'
import { commandLine } from '../runner/again.js'
import { loadSpec } from '../spec/load.js'
import { loadProfiles } from '../spec/profiles.js'
import { PortProblem } from '../suite/port.js'
import type { Results } from '../suite/results.js'
import { type RunOptions, withPortOptions } from './conformance-options.js'
import { run } from './conformance-run.js'
import { command, main, type Report, refused, reports } from './report.js'

type Options = Omit<RunOptions, 'knownFailures'> & { readonly accept?: boolean }

const program = withPortOptions(
  command(
    'ports',
    'Build the adapters of the Rust and the Go port, and run the suite against each.',
  ),
)
  .addArgument(
    new Argument('[port]', 'one of the two').choices(portSources.map(({ name }) => name)),
  )
  .option(
    '--accept',
    'take new failures that the profiles explain into the files of known failures',
  )
  .action((name: string | undefined, options: Options) =>
    reports<Options>(() => runPorts(name, options))(options),
  )

await main(program)

/** Each port in its turn; the worst exit code is that of the command. */
async function runPorts(name: string | undefined, options: Options): Promise<Report> {
  const chosen = portSources.filter((source) => name === undefined || source.name === name)
  const done: Report[] = []
  for (const source of chosen) {
    process.stderr.write(`${source.name}: building with ${source.tool}\n`)
    done.push(await runPort(source, options))
  }
  const codes = done.map(({ exitCode }) => exitCode)
  return {
    result: { ports: done.map(({ result }) => result) },
    lines: done.flatMap(({ lines }) => lines),
    exitCode: ([1, 2, 3] as const).find((code) => codes.includes(code)) ?? 0,
  }
}

async function runPort(source: PortSource, options: Options): Promise<Report> {
  const { name, folder, adapter } = source
  try {
    buildPort(source)
  } catch (error) {
    if (error instanceof PortProblem) return refused(`could not run: ${error.message}`, 3)
    throw error
  }
  const known = join(folder, 'known-failures.txt')
  const report = options.report && join(options.report, name)
  const subject = {
    words: ['adapter'],
    operands: ['--', adapter],
    command: commandLine([adapter]),
    open: () => adapterPort({ command: [adapter], timeout: 1000 * options.timeout }),
  }
  const { accept, ...rest } = options
  const knownFailures = existsSync(known) ? { knownFailures: known } : {}
  const ended = await run(subject, { ...rest, ...knownFailures, ...(report && { report }) })
  if (!accept || !('tests' in ended.result)) return ended
  return accepted(known, ended.result as Results)
}

function accepted(path: string, results: Results): Report {
  const spec = loadSpec()
  const profile = loadProfiles(spec).find(({ profile }) => profile === results.port.dialect)!
  const { added, dropped, unexplained } = acceptFailures(path, results, profile, spec)
  return {
    result: { added, dropped, unexplained },
    lines: [
      ...unexplained.map((test) => `not explained by the profile: ${test}`),
      `${path}: ${added.length} added, ${dropped.length} dropped, ${unexplained.length} not explained`,
    ],
    exitCode: unexplained.length > 0 ? 1 : 0,
  }
}
