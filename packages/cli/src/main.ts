#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { type CliError, describe, errorLine, usage } from './errors.js'
import { Stopped } from './run.js'

/** What a command stands on takes longer to load than most of them take to run. */
const COMMANDS: Record<string, () => Promise<(program: Command) => void>> = {
  import: async () => (await import('./commands/import.js')).addImport,
  export: async () => (await import('./commands/export.js')).addExport,
  serve: async () => (await import('./commands/serve.js')).addServe,
  push: async () => (await import('./commands/push.js')).addPush,
  pull: async () => (await import('./commands/pull.js')).addPull,
  verify: async () => (await import('./commands/verify.js')).addVerify,
  stat: async () => (await import('./commands/stat.js')).addStat,
  ls: async () => (await import('./commands/ls.js')).addLs,
}

const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8')

const program = new Command('car-mirror')
  .description('Mirror content-addressed data between machines.')
  .version(JSON.parse(manifest).version)
  .exitOverride()
  // Errors are printed below, all in one form.
  .configureOutput({ outputError: () => undefined })
for (const load of chosen(process.argv[2])) (await load())(program)

// Who read our output may have gone, as `head` does. A server goes on without its log.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}

try {
  await program.parseAsync()
} catch (caught) {
  fail(caught)
}

/** The command that is asked for; all of them where help or an error has to name them. */
function chosen(name = '') {
  return Object.hasOwn(COMMANDS, name) ? [COMMANDS[name]!] : Object.values(COMMANDS)
}

function fail(caught: unknown): void {
  if (caught instanceof CommanderError && caught.exitCode === 0) return
  const error = caught instanceof CommanderError ? wrongUsage(caught) : caught
  // Parsing may be what failed, so the flag is looked for by hand.
  if (process.argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify({ error: describe(error) })}\n`)
  }
  process.stderr.write(`${errorLine(error)}\n`)
  process.exitCode = exitCode(error)
}

function exitCode(error: unknown): number {
  if (error instanceof Stopped) return error.exitCode
  return ['ERR_USAGE', 'ERR_URL'].includes(describe(error).code) ? 2 : 1
}

function wrongUsage({ message }: CommanderError): CliError {
  const text = message.replace(/^error: /, '')
  const shown = text === '(outputHelp)' ? 'a command is needed' : text
  return usage(shown)
}
