import type { LmdbBlockstore } from '@car-mirror/blockstore-lmdb'
import type { Command } from 'commander'
import type { CID } from 'multiformats/cid'
import { parseCid } from '../arguments.js'
import { requireRoot, withStore } from '../open-store.js'
import { formatBytes, formatCount, type Report } from '../output.js'
import { progressBar } from '../progress-bar.js'
import { type Interrupt, runs } from '../run.js'
import { exportRoot } from '../unixfs/export.js'

interface Options {
  store: string
  car?: string
}

export function addExport(program: Command): void {
  program
    .command('export')
    .description('turn a DAG back into a file or directory, or write it to a CAR file')
    .argument('<root>', 'CID', parseCid)
    .argument('[out]', 'path to make; for a directory it may be an empty one')
    .option('--car <file>', 'write a CAR file instead of OUT')
    .requiredOption('--store <dir>', 'block store')
    .option('--json', 'print the result as one JSON object')
    .action(runs(run))
}

async function run(interrupt: Interrupt, root: CID, out: string | undefined, options: Options) {
  return withStore(options.store, false, async (store) => {
    requireRoot(store, root)
    return exportTree(root, out!, store, interrupt)
  })
}

async function exportTree(
  root: CID,
  out: string,
  store: LmdbBlockstore,
  { signal }: Interrupt,
): Promise<Report> {
  const bar = progressBar('export')
  try {
    const made = await exportRoot(root, out, store, { signal, onProgress: bar.show })
    const counts = [
      formatCount(made.files, 'file'),
      formatCount(made.directories, 'directory', 'directories'),
      formatCount(made.symlinks, 'symlink'),
      formatBytes(made.bytes),
    ]
    return {
      result: { root: root.toString(), out, ...made },
      lines: [`${out}: ${counts.join(', ')}`],
    }
  } finally {
    bar.stop()
  }
}
