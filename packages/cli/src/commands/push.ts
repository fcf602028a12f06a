import { push } from '@car-mirror/http-transport'
import type { Command } from 'commander'
import type { CID } from 'multiformats/cid'
import { parseBudget, parseCid, parseUrl } from '../arguments.js'
import { requireRoot, withStore } from '../open-store.js'
import type { Report } from '../output.js'
import { runs } from '../run.js'
import { type CommonOptions, engineOptions, report, withTransferOptions } from '../transfer.js'

interface Options extends CommonOptions {
  coldCall?: number
}

export function addPush(program: Command): void {
  const command = program
    .command('push')
    .description('complete a DAG at a server from a store')
    .argument('<root>', 'CID', parseCid)
    .argument('<url>', 'where `car-mirror serve` listens', parseUrl)
    .requiredOption('--store <dir>', 'block store')
    .option(
      '--cold-call <bytes>',
      'bytes sent before the server was asked, or Infinity',
      parseBudget,
    )
  withTransferOptions(command).action(runs(run))
}

async function run(signal: AbortSignal, root: CID, url: string, options: Options): Promise<Report> {
  return withStore(options.store, false, async (store) => {
    requireRoot(store, root)
    const shared = await engineOptions(url, signal, options)
    return report('push', [root], (onProgress) =>
      push({
        ...shared,
        store: store.bytes,
        roots: [root],
        onProgress,
        coldCall: options.coldCall,
      }),
    )
  })
}
