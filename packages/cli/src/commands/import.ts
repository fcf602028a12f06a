import type { LmdbBlockstore } from '@car-mirror/blockstore-lmdb'
import type { Command } from 'commander'
import { usage } from '../errors.js'
import { importCar } from '../import-car.js'
import { withStore } from '../open-store.js'
import { firstOf, formatBytes, formatCount, note, type Report } from '../output.js'
import { type ProgressBar, progressBar } from '../progress-bar.js'
import { runs } from '../run.js'
import type { ImportResult } from '../schemas.js'
import { importPath } from '../unixfs/import.js'
import { WriteBatches } from '../write-batches.js'

interface Options {
  store: string
  car?: string
}

export function addImport(program: Command): void {
  program
    .command('import')
    .usage('[options] <path>')
    .description('turn a file or directory into a DAG, or take in a CAR file; prints the root')
    .argument('[path]', 'file or directory')
    .option('--car <file>', 'a CAR file instead of PATH')
    .requiredOption('--store <dir>', 'block store, made if it is not there')
    .option('--json', 'print the result as one JSON object')
    .action(runs(run))
}

async function run(
  signal: AbortSignal,
  path: string | undefined,
  { car, store: directory }: Options,
): Promise<Report> {
  if ((path === undefined) === (car === undefined)) throw usage('import takes a PATH or --car FILE')
  return report(
    await withStore(directory, true, async (store) => {
      const bar = progressBar('import')
      try {
        return car === undefined
          ? await fromTree(path!, store, bar, signal)
          : await importCar(car, store, bar, signal)
      } finally {
        bar.stop()
      }
    }),
  )
}

async function fromTree(
  path: string,
  store: LmdbBlockstore,
  bar: ProgressBar,
  signal: AbortSignal,
): Promise<ImportResult> {
  const batches = new WriteBatches(store)
  const { root, ...rest } = await importPath(path, batches, { signal, onProgress: bar.show })
  await batches.flush()
  await store.addRoot(root)
  return { root: root.toString(), roots: [root.toString()], ...rest, missing: [] }
}

/** The roots alone on stdout, so that a script can catch them; the rest is for the person. */
function report(result: ImportResult): Report {
  const { roots, blocks, bytes, skipped, missing } = result
  for (const { path, reason } of skipped) note(`skipped ${path}: ${reason}`)
  for (const line of firstOf(missing.map((cid) => `missing ${cid}`))) note(line)
  note(`${formatCount(blocks, 'block')}, ${formatBytes(bytes)}`)
  return { result, lines: roots, exitCode: missing.length > 0 ? 3 : 0 }
}
