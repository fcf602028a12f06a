import { vectorFiles } from '@car-mirror/vectors'
import { mutants } from '../mutants/catalogue.js'
import { killAll } from '../mutants/kill.js'
import { matrixProblems, readMatrix, survivors, writeMatrix } from '../mutants/matrix.js'
import { loadSpec } from '../spec/load.js'
import { command, done, main, type Report, refusal, reports } from './report.js'

interface Options {
  readonly write?: boolean
  readonly json?: boolean
}

const program = command(
  'mutants',
  'Put the vectors of its clause to every broken implementation; each must fail one.',
)
  .option('--write', 'write what was found to kill-matrix.json')
  .option('--json', 'print the result as one JSON object')
  .action(reports(run))

await main(program)

async function run({ write }: Options): Promise<Report> {
  const kills = await killAll(mutants, vectorFiles('spec'), loadSpec().pins)
  if (write) writeMatrix(kills)
  const problems = [...survivors(kills), ...matrixProblems(readMatrix(), kills)]
  if (problems.length > 0) return refusal(problems)
  const clauses = new Set(kills.map(({ clause }) => clause)).size
  return done({ kills }, `${kills.length} mutants of ${clauses} clauses: all killed by name`)
}
