import { checkVectors } from '../author/check-vectors.js'
import { writeNext } from '../author/next.js'
import { newestVersion, release } from '../author/versions.js'
import { command, done, main, type Report, refusal, reports } from './report.js'

interface Options {
  readonly check?: boolean
  readonly release?: boolean
  readonly json?: boolean
}

const program = command('vectors', 'Make the vectors that follow from spec/, as the next version.')
  .option('--check', 'make them in memory and compare byte for byte')
  .option('--release', 'freeze the newest version: it never changes again')
  .option('--json', 'print the result as one JSON object')
  .action(
    reports(async ({ check, release: freeze }: Options) => {
      if (check) return compare()
      return freeze ? freezeNewest() : write()
    }),
  )

await main(program)

async function compare(): Promise<Report> {
  const problems = await checkVectors()
  if (problems.length > 0) return refusal(problems)
  const version = newestVersion()
  return done({ version }, `vectors ${version}: as the text has them`)
}

async function write(): Promise<Report> {
  const { version, vectors, changes, surprises, written } = await writeNext()
  if (surprises.length > 0) return refusal(surprises)
  const count = `${vectors} vectors, ${changes.length} differ from before`
  const line = written ? `wrote vectors/${version}: ${count}` : `vectors/${version}: nothing new`
  return done({ version, vectors, changes, written }, line)
}

async function freezeNewest(): Promise<Report> {
  const problems = await checkVectors()
  const version = newestVersion()
  if (version === undefined || problems.length > 0) return refusal(problems)
  release(version)
  return done({ version }, `released vectors ${version}`)
}
