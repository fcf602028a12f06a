import type { LmdbBlockstore } from '@car-mirror/blockstore-lmdb'
import type { Command } from 'commander'
import { withStore } from '../open-store.js'
import { formatBytes, formatCount, note, type Report } from '../output.js'
import { progressBar } from '../progress-bar.js'
import { type Interrupt, runs } from '../run.js'
import { importPath } from '../unixfs/import.js'
import { WriteBatches } from '../write-batches.js'

interface Options {
  store: string
  car?: string
}

export function addImport(program: Command): void {
  program
    .command('import')
    .description('turn a file or directory into a DAG, or take in a CAR file; prints the root')
    .argument('[path]', 'file or directory')
    .option('--car <file>', 'a CAR file instead of PATH')
    .requiredOption('--store <dir>', 'block store, made if it is not there')
    .option('--json', 'print the result as one JSON object')
    .action(runs(run))
}

async function run(interrupt: Interrupt, path: string | undefined, options: Options) {
  return withStore(options.store, true, (store) => importTree(path!, store, interrupt))
}

async function importTree(path: string, store: LmdbBlockstore, { signal }: Interrupt) {
  const bar = progressBar('import')
  const batches = new WriteBatches(store)
  try {
    const imported = await importPath(path, batches, { signal, onProgress: bar.show })
    await batches.flush()
    await store.addRoot(imported.root)
    bar.stop()
    const { blocks, bytes, skipped } = imported
    const root = imported.root.toString()
    for (const { path, reason } of skipped) note(`skipped ${path}: ${reason}`)
    note(`${formatCount(blocks, 'block')}, ${formatBytes(bytes)}`)
    return { result: { root, blocks, bytes, skipped }, lines: [root] } satisfies Report
  } finally {
    bar.stop()
  }
}
