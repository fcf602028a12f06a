#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { addExport } from './commands/export.js'
import { addImport } from './commands/import.js'
import { addLs } from './commands/ls.js'
import { addPull } from './commands/pull.js'
import { addPush } from './commands/push.js'
import { addServe } from './commands/serve.js'
import { addStat } from './commands/stat.js'
import { addVerify } from './commands/verify.js'
import { type CliError, describe, errorLine, usage } from './errors.js'
import { Stopped } from './run.js'

const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8')

const program = new Command('car-mirror')
  .description('Mirror content-addressed data between machines.')
  .version(JSON.parse(manifest).version)
  .exitOverride()
  // Errors are printed below, all in one form.
  .configureOutput({ outputError: () => undefined })
const commands = [addImport, addExport, addServe, addPush, addPull, addVerify, addStat, addLs]
for (const add of commands) add(program)

try {
  await program.parseAsync()
} catch (caught) {
  fail(caught)
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
