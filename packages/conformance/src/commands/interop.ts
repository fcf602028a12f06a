import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { adapterPort } from '../adapter/adapter-port.js'
import { type Participant, runMatrix } from '../interop/matrix.js'
import { differences, publish, publishedCells } from '../interop/published.js'
import { Model } from '../model/model.js'
import { buildPort, portSources } from '../ports/toolchain.js'
import { loadSpec } from '../spec/load.js'
import { type Port, PortProblem } from '../suite/port.js'
import { command, counted, done, main, type Report, refusal, refused, reports } from './report.js'

interface Options {
  readonly write?: boolean
  readonly json?: boolean
}

/** Milliseconds for one answer of an adapter. */
const TIMEOUT = 30_000
const OURS = fileURLToPath(new URL('../adapters/ours.js', import.meta.url))

const program = command(
  'interop',
  'Let ours, the Rust port and the Go port transfer DAGs to and from each other, and compare with what is published.',
)
  .option('--write', 'publish what was found in interop.json and in the README')
  .option('--json', 'print the result as one JSON object')
  .action(reports(run))

await main(program)

async function run({ write }: Options): Promise<Report> {
  const ports: Port[] = []
  try {
    const cells = await runMatrix(
      await open(ports),
      new Model(loadSpec().pins).filter,
      ({ direction, client, server, scenario, ending }) => {
        process.stderr.write(`${direction} ${client} from ${server}, ${scenario}: ${ending}\n`)
      },
    )
    if (write) publish(cells)
    const problems = differences(publishedCells(), cells)
    if (problems.length > 0) return refusal(problems)
    return done({ cells }, `${counted(cells.length, 'transfer')}: as published`)
  } catch (error) {
    if (error instanceof PortProblem) return refused(`could not run: ${error.message}`, 3)
    throw error
  } finally {
    await Promise.all(ports.map((port) => port.close()))
  }
}

/** @param opened takes every port that must be closed in the end */
async function open(opened: Port[]): Promise<Participant[]> {
  const start = async (...words: string[]): Promise<Port> => {
    const port = await adapterPort({ command: words, timeout: TIMEOUT })
    opened.push(port)
    return port
  }
  for (const source of portSources) buildPort(source)
  const ours = await Promise.all(
    (['spec', 'rs', 'go'] as const).map((dialect) => start(process.execPath, OURS, dialect)),
  )
  const others = await Promise.all(portSources.map(({ adapter }) => start(adapter)))
  return [
    {
      name: 'ours',
      port: ours[0]!,
      clientFor: ({ dialect }) => ours.find((port) => port.dialect === dialect)!,
    },
    ...portSources.map(({ name }, i) => ({
      name: name === 'rust' ? 'Rust' : 'Go',
      port: others[i]!,
      clientFor: () => others[i]!,
    })),
  ]
}
