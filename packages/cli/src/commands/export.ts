import type { LmdbBlockstore } from '@car-mirror/blockstore-lmdb'
import type { Command } from 'commander'
import type { CID } from 'multiformats/cid'
import { parseCid } from '../arguments.js'
import { usage } from '../errors.js'
import { exportCar } from '../export-car.js'
import { requireRoot, withStore } from '../open-store.js'
import { firstOf, formatBytes, formatCount, type Report } from '../output.js'
import { type ProgressBar, progressBar } from '../progress-bar.js'
import { runs } from '../run.js'
import type { ExportResult } from '../schemas.js'
import { exportRoot } from '../unixfs/export.js'

interface Options {
  store: string
  car?: string
}

export function addExport(program: Command): void {
  program
    .command('export')
    .usage('[options] <root> <out>')
    .description('turn a DAG back into a file or directory, or write it to a CAR file')
    .argument('<root>', 'CID', parseCid)
    .argument('[out]', 'path to make; for a directory it may be an empty one')
    .option('--car <file>', 'a CAR file to make instead of OUT')
    .requiredOption('--store <dir>', 'block store')
    .option('--json', 'print the result as one JSON object')
    .action(runs(run))
}

async function run(
  signal: AbortSignal,
  root: CID,
  out: string | undefined,
  { car, store: directory }: Options,
): Promise<Report> {
  if ((out === undefined) === (car === undefined)) throw usage('export takes OUT or --car FILE')
  const bar = progressBar('export')
  try {
    return await withStore(directory, false, (store) => {
      requireRoot(store, root)
      return car === undefined
        ? toTree(root, out!, store, bar, signal)
        : toCar(root, car, store, bar, signal)
    })
  } finally {
    bar.stop()
  }
}

async function toTree(
  root: CID,
  out: string,
  store: LmdbBlockstore,
  bar: ProgressBar,
  signal: AbortSignal,
): Promise<Report> {
  const made = await exportRoot(root, out, store, { signal, onProgress: bar.show })
  const { files, directories, symlinks, bytes } = made
  const result: ExportResult = { root: root.toString(), out, files, directories, symlinks, bytes }
  const counts = [
    formatCount(files, 'file'),
    formatCount(directories, 'directory', 'directories'),
    formatCount(symlinks, 'symlink'),
    formatBytes(bytes),
  ]
  return { result, lines: [`${out}: ${counts.join(', ')}`] }
}

async function toCar(
  root: CID,
  out: string,
  store: LmdbBlockstore,
  bar: ProgressBar,
  signal: AbortSignal,
): Promise<Report> {
  const result = await exportCar(root, out, store, bar, signal)
  const { blocks, bytes, missing } = result
  const lines = [
    `${out}: ${formatCount(blocks, 'block')}, ${formatBytes(bytes)}`,
    ...firstOf(missing.map((cid) => `missing ${cid}`)),
  ]
  return { result, lines, exitCode: missing.length > 0 ? 3 : 0 }
}
