import { defaultHashers, verify } from '@car-mirror/core'
import type { Command } from 'commander'
import { CID } from 'multiformats/cid'
import { parseCid } from '../arguments.js'
import { withStore } from '../open-store.js'
import { type ExitCode, firstOf, formatBytes, formatCount, type Report } from '../output.js'
import { progressBar } from '../progress-bar.js'
import { readDag } from '../read-dag.js'
import { runs } from '../run.js'
import type { VerifyResult } from '../schemas.js'

export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('read and hash everything below a root; lists what is missing or corrupt')
    .argument('<root>', 'CID', parseCid)
    .requiredOption('--store <dir>', 'block store')
    .option('--json', 'print the result as one JSON object')
    .action(runs(run))
}

async function run(signal: AbortSignal, root: CID, options: { store: string }): Promise<Report> {
  const result: VerifyResult = {
    root: root.toString(),
    whole: true,
    blocks: 0,
    bytes: 0,
    missing: [],
    corrupt: [],
  }
  const bar = progressBar('verify')
  const check = (block: Parameters<typeof verify>[1]) => verify(defaultHashers, block)
  try {
    await withStore(options.store, false, async (store) => {
      for await (const visit of readDag(store.bytes, root, { signal, check })) {
        if (visit.kind === 'missing') result.missing.push(text(visit.cid))
        else if (visit.kind === 'corrupt') {
          result.corrupt.push({ cid: text(visit.cid), code: visit.error.code })
        } else if (visit.kind === 'good') {
          result.blocks += 1
          result.bytes += visit.block.bytes.length
          bar.show(result)
        }
      }
    })
  } finally {
    bar.stop()
  }
  result.whole = result.missing.length === 0 && result.corrupt.length === 0
  return { result, lines: describe(result), exitCode: exitCode(result) }
}

function describe({ whole, blocks, bytes, missing, corrupt }: VerifyResult): string[] {
  const good = `${formatCount(blocks, 'good block')}, ${formatBytes(bytes)}`
  if (whole) return [`whole: ${good}`]
  return [
    `not whole: ${good}, ${missing.length} missing, ${corrupt.length} corrupt`,
    ...firstOf(corrupt.map(({ cid, code }) => `corrupt ${cid} ${code}`)),
    ...firstOf(missing.map((cid) => `missing ${cid}`)),
  ]
}

/** Damage is worse than a gap, which another pull can fill. */
function exitCode({ missing, corrupt }: VerifyResult): ExitCode {
  if (corrupt.length > 0) return 1
  return missing.length > 0 ? 3 : 0
}

function text(cid: Uint8Array): string {
  return CID.decode(cid).toString()
}
