import { command, main, type Report, reports } from './report.js'

const program = command('spec', 'Check, follow and show the specification in spec/.')

program
  .command('check')
  .description('see that clauses, vectors, mutants, profiles and docstrings name each other')
  .option('--write', 'accept what has come and gone: write spec/trace.json')
  .option('--json', 'print the result as one JSON object')
  .action(reports(async (options: Options) => (await import('./spec-check.js')).check(options)))

program
  .command('impact')
  .description(
    'list what a clause touches; without an id, what the edits of the working tree touch',
  )
  .argument('[id...]', 'clauses, such as BF-9')
  .option('--json', 'print the result as one JSON object')
  .action((ids: string[], options: Options) => reports(() => impact(ids))(options))

program
  .command('html')
  .description('write the specification as one HTML page')
  .argument('<out>', 'the file to write')
  .option('--json', 'print the result as one JSON object')
  .action((out: string, options: Options) =>
    reports(async () => (await import('./spec-html.js')).writePage(out))(options),
  )

await main(program)

interface Options {
  readonly json?: boolean
  readonly write?: boolean
}

async function impact(ids: readonly string[]): Promise<Report> {
  if (ids.length === 0) return (await import('./spec-edits.js')).impactOfEdits()
  return (await import('./spec-impact.js')).impactOf(ids)
}
