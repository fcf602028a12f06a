#!/usr/bin/env node
import { type Command, Option } from 'commander'
import { commandLine } from '../runner/again.js'
import type { ClientOptions, ServerOptions } from './conformance-live.js'
import { type RunOptions, withRunOptions } from './conformance-options.js'
import type { Subject } from './conformance-run.js'
import { command, main, reports } from './report.js'

const program = command('conformance', 'See clause by clause whether a port conforms.')

withRunOptions(program.command('adapter <command...>'))
  .description('test a port behind a program that speaks the adapter protocol')
  .usage('[options] -- CMD [ARGS...]')
  .action((operands: string[], options: RunOptions) => {
    const open = async () => {
      const { adapterPort } = await import('../adapter/adapter-port.js')
      return adapterPort({ command: operands, timeout: 1000 * options.timeout })
    }
    return run({ ...commanded('adapter', operands), open }, options)
  })

withDialect(withRunOptions(program.command('server <url>')))
  .description('test a live server')
  .option('--restart <command>', 'a line for the shell that starts the server in the foreground')
  .option('--fixtures <dir>', 'a CAR file of what the server must hold, to be loaded by you')
  .action((url: string, options: ServerOptions) => {
    const { dialect, restart, fixtures } = options
    const words = ['server', ...given({ dialect, restart, fixtures })]
    const open = async () => (await import('./conformance-live.js')).openServer(url, options)
    return run({ words, operands: [url], command: url, side: 'server', open }, options)
  })

withDialect(withRunOptions(program.command('client <command...>')))
  .description(
    'test a client; in its command {url}, {root} or {roots}, {store} and {car} are filled in, and exit code 0 means complete',
  )
  .usage('[options] -- CMD [ARGS...]')
  .addOption(
    new Option('--direction <name>', 'what it does').choices(['pull', 'push']).default('pull'),
  )
  .option('--dump <command>', 'a line for the shell that prints the CIDs in {store}, one a line')
  .action((operands: string[], options: ClientOptions) => {
    const { dialect, direction, dump } = options
    const { words, ...rest } = commanded('client', operands)
    const open = async () => (await import('./conformance-live.js')).openClient(operands, options)
    const all = [...words, ...given({ dialect, direction, dump })]
    return run({ ...rest, words: all, side: 'client', open }, options)
  })

program
  .command('compare <results...>')
  .description('write one page that compares results of several ports')
  .requiredOption('--out <file>', 'the page to write')
  .option('--json', 'print the result as one JSON object')
  .action((files: string[], options: { readonly out: string; readonly json?: boolean }) =>
    reports(async () => (await import('./conformance-compare.js')).compare(files, options.out))(
      options,
    ),
  )

await main(program)

function withDialect(command: Command): Command {
  const option = new Option('--dialect <name>', 'which messages it speaks')
  return command.addOption(option.choices(['spec', 'rs', 'go']).default('spec'))
}

function commanded(name: string, operands: readonly string[]) {
  return { words: [name], operands: ['--', ...operands], command: commandLine(operands) }
}

/** Options as they would be given on a command line. */
function given(options: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(options).flatMap(([name, value]) => {
    return value === undefined ? [] : [`--${name}`, value]
  })
}

/** Wrong usage is told at once: what it takes to run anything is loaded when something is run. */
function run(subject: Subject, options: RunOptions): Promise<void> {
  const load = () => import('./conformance-run.js')
  return reports(async () => (await load()).run(subject, options))(options)
}
