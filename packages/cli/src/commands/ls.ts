import type { Command } from 'commander'
import { withStore } from '../open-store.js'
import type { Report } from '../output.js'
import { runs } from '../run.js'
import type { LsResult } from '../schemas.js'

export function addLs(program: Command): void {
  program
    .command('ls')
    .description('list the roots that came into a store whole')
    .requiredOption('--store <dir>', 'block store')
    .option('--json', 'print the result as one JSON object')
    .action(runs(run))
}

async function run(_: AbortSignal, options: { store: string }): Promise<Report> {
  return withStore(options.store, false, async (store) => {
    const result: LsResult = { roots: [] }
    for await (const { cid, added } of store.roots()) {
      result.roots.push({ root: cid.toString(), added: added.toISOString() })
    }
    return { result, lines: result.roots.map(({ root, added }) => `${root}  ${added}`) }
  })
}
