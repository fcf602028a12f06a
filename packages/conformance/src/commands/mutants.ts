import { vectorFiles } from '@car-mirror/vectors'
import { mutants } from '../mutants/catalogue.js'
import { killAll } from '../mutants/kill.js'
import { matrixProblems, readMatrix, survivors, writeMatrix } from '../mutants/matrix.js'
import { killThroughRunner } from '../mutants/through-runner.js'
import { Progress } from '../runner/progress.js'
import { loadSpec } from '../spec/load.js'
import { command, done, main, type Report, refusal, reports } from './report.js'

interface Options {
  readonly write?: boolean
  readonly throughRunner?: boolean
  readonly json?: boolean
}

const program = command(
  'mutants',
  'Put the vectors of its clause to every broken implementation; each must fail one.',
)
  .option('--write', 'write what was found to kill-matrix.json')
  .option('--through-runner', 'run each as an adapter, and let the suite find it out')
  .option('--json', 'print the result as one JSON object')
  .action(reports(run))

await main(program)

async function run({ write, throughRunner }: Options): Promise<Report> {
  if (throughRunner) return runThroughRunner()
  const kills = await killAll(mutants, vectorFiles('spec'), loadSpec().pins)
  if (write) writeMatrix(kills)
  const problems = [...survivors(kills), ...matrixProblems(readMatrix(), kills)]
  if (problems.length > 0) return refusal(problems)
  const clauses = new Set(kills.map(({ clause }) => clause)).size
  return done({ kills }, `${kills.length} mutants of ${clauses} clauses: all killed by name`)
}

async function runThroughRunner(): Promise<Report> {
  const progress = new Progress()
  const kills = await killThroughRunner(mutants, loadSpec(), ({ id }) => progress.show(id))
  progress.clear()
  const problems = survivors(kills)
  if (problems.length > 0) return refusal(problems)
  return done({ kills }, `${kills.length} mutants: all killed by name, as adapters`)
}
