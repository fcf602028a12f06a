import { pull } from '@car-mirror/http-transport'
import { type Command, InvalidArgumentError } from 'commander'
import type { CID } from 'multiformats/cid'
import { parseCid, parseUrl } from '../arguments.js'
import { withStore } from '../open-store.js'
import type { Report } from '../output.js'
import { runs } from '../run.js'
import { type CommonOptions, engineOptions, report, withTransferOptions } from '../transfer.js'

export function addPull(program: Command): void {
  const command = program
    .command('pull')
    .usage('[options] <root...> <url>')
    .description('complete DAGs in a store from a server')
    .argument('<root...>', 'CIDs, and at the end the URL where `car-mirror serve` listens')
    .requiredOption('--store <dir>', 'block store, made if it is not there')
  withTransferOptions(command).action(runs(run))
}

async function run(
  signal: AbortSignal,
  operands: string[],
  options: CommonOptions,
): Promise<Report> {
  const { roots, url } = split(operands)
  const shared = await engineOptions(url, signal, options)
  return withStore(options.store, true, async (store) => {
    const outcome = await report('pull', roots, (onProgress) =>
      pull({
        ...shared,
        store: store.bytes,
        roots,
        onProgress,
      }),
    )
    if (outcome.complete) for (const root of roots) await store.addRoot(root)
    return outcome
  })
}

/** commander allows nothing after a list, so the URL is the last entry of it. */
function split(operands: string[]): { roots: CID[]; url: string } {
  const roots = operands.slice(0, -1)
  const url = operands.at(-1)!
  if (roots.length === 0) throw new InvalidArgumentError('pull needs a root and a URL.')
  return { roots: roots.map((root) => named(root, parseCid)), url: named(url, parseUrl) }
}

function named<T>(text: string, parse: (text: string) => T): T {
  try {
    return parse(text)
  } catch (error) {
    throw new InvalidArgumentError(`argument '${text}' is invalid. ${(error as Error).message}`)
  }
}
