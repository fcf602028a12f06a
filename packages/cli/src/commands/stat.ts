import type { Command } from 'commander'
import { CID } from 'multiformats/cid'
import { parseCid } from '../arguments.js'
import { LongestPath } from '../longest-path.js'
import { requireRoot, withStore } from '../open-store.js'
import { firstOf, formatBytes, formatCount, type Report } from '../output.js'
import { progressBar } from '../progress-bar.js'
import { readDag } from '../read-dag.js'
import { runs } from '../run.js'
import type { StatResult } from '../schemas.js'

export function addStat(program: Command): void {
  program
    .command('stat')
    .description('count what a store holds below a root: blocks, bytes, depth')
    .argument('<root>', 'CID', parseCid)
    .requiredOption('--store <dir>', 'block store')
    .option('--json', 'print the result as one JSON object')
    .action(runs(run))
}

async function run(signal: AbortSignal, root: CID, options: { store: string }): Promise<Report> {
  const result: StatResult = {
    root: root.toString(),
    blocks: 0,
    bytes: 0,
    depth: 0,
    missing: [],
  }
  const paths = new LongestPath()
  const bar = progressBar('stat')
  try {
    await withStore(options.store, false, async (store) => {
      requireRoot(store, root)
      for await (const visit of readDag(store.bytes, root, { signal })) {
        if (visit.kind === 'corrupt') throw visit.error
        if (visit.kind === 'missing') {
          result.missing.push(CID.decode(visit.cid).toString())
          continue
        }
        if (visit.kind === 'inline') {
          paths.add(visit.cid, visit.links)
          continue
        }
        paths.add(visit.block.cid, visit.links)
        result.blocks += 1
        result.bytes += visit.block.bytes.length
        bar.show(result)
      }
    })
  } finally {
    bar.stop()
  }
  result.depth = paths.length()
  return { result, lines: describe(result), exitCode: result.missing.length > 0 ? 3 : 0 }
}

function describe({ blocks, bytes, depth, missing }: StatResult): string[] {
  return [
    `${formatCount(blocks, 'block')}, ${formatBytes(bytes)}, depth ${depth}`,
    ...firstOf(missing.map((cid) => `missing ${cid}`)),
  ]
}
