import type { Progress } from '@car-mirror/core'
import {
  type Dialect,
  detectDialect,
  goDialect,
  rsDialect,
  specDialect,
  type Transfer,
  type TransferOptions,
} from '@car-mirror/http-transport'
import { nodeFetch } from '@car-mirror/http-transport/node'
import { type Command, Option } from 'commander'
import type { CID } from 'multiformats/cid'
import { parseCid, parseWhole } from './arguments.js'
import { firstOf, formatBytes, formatCount, formatTime, note, type Report } from './output.js'
import { progressBar } from './progress-bar.js'
import type { TransferResult } from './schemas.js'
import { readToken } from './token-file.js'

/** What push and pull have in common on the command line. */
export interface CommonOptions {
  store: string
  diff?: string
  basis?: CID
  tokenFile?: string
  maxRounds?: number
  dialect: string
  timeout?: number
}

const DIALECTS = new Map([specDialect, rsDialect, goDialect].map((it: Dialect) => [it.name, it]))

export function withTransferOptions(command: Command): Command {
  return command
    .option('--diff <ref>', 'what the server may have of it: a CID, ipfs://, IPNS or DNSLink')
    .option('--basis <cid>', 'an older root that both sides may have', parseCid)
    .option('--token-file <file>', 'file that holds the bearer token of the server')
    .option('--max-rounds <n>', 'stop after so many rounds, complete or not', parseWhole(1))
    .addOption(
      new Option('--dialect <name>', 'what the server speaks; auto: find out')
        .choices([...DIALECTS.keys(), 'auto'])
        .default('spec'),
    )
    .option('--timeout <s>', 'give up a server that is silent for so many seconds', parseWhole(1))
    .option('--json', 'print the result as one JSON object')
}

/** What these options mean to the engine. Reads the token, and may ask the server what it speaks. */
export async function engineOptions(
  url: string,
  signal: AbortSignal,
  options: CommonOptions,
): Promise<Omit<TransferOptions, 'store' | 'roots'>> {
  const { diff, basis, maxRounds, timeout } = options
  const connection = {
    url,
    signal,
    token: await readToken(options.tokenFile),
    timeout: timeout && 1000 * timeout,
    fetch: nodeFetch,
  }
  const dialect = DIALECTS.get(options.dialect) ?? (await detected(connection))
  return { ...connection, dialect, diff, basis: basis && [basis], maxRounds }
}

async function detected(connection: Parameters<typeof detectDialect>[0]): Promise<Dialect> {
  const dialect = await detectDialect(connection)
  note(`${connection.url} speaks ${dialect.name}`)
  return dialect
}

/** Runs a transfer under a progress bar and reports how it ended. */
export async function report(
  label: 'push' | 'pull',
  roots: readonly CID[],
  run: (onProgress: (event: Progress) => void) => Promise<Transfer>,
): Promise<Report & { complete: boolean }> {
  const started = performance.now()
  const bar = progressBar(label)
  const counts = { rounds: 0, blocks: 0, bytes: 0 }
  try {
    const transfer = await run((event) => {
      if (event.type === 'round-start') counts.rounds = event.round
      else Object.assign(counts, { blocks: event.blocks, bytes: event.bytes })
      bar.show(counts)
    })
    return summary(transfer, roots, Math.round(performance.now() - started))
  } finally {
    bar.stop()
  }
}

/** Blocks of a pull of which it is worth saying how to avoid them. */
const MANY = 1000
const HINT = 'most of it was here already: --basis with an older root spares that'

function summary(transfer: Transfer, roots: readonly CID[], ms: number) {
  const { dialect, complete, rounds, blocks, bytes, duplicates, missing } = transfer
  const unavailable = transfer.unavailable.map(String)
  const result: TransferResult = {
    complete,
    roots: roots.map(String),
    dialect,
    rounds,
    blocks,
    bytes,
    duplicates,
    unavailable,
    ms,
  }
  const counts = [
    formatCount(rounds, 'round'),
    formatCount(blocks.sent + blocks.received, 'block'),
    `${formatBytes(bytes.sent)} sent`,
    `${formatBytes(bytes.received)} received`,
    formatCount(duplicates, 'duplicate'),
    formatTime(ms),
  ]
  const lines = [`${complete ? 'complete' : 'incomplete'}: ${counts.join(', ')}`]
  if (missing.length > 0) lines.push(`stopped early: run it again to go on`)
  if (2 * duplicates > blocks.received && blocks.received >= MANY) lines.push(HINT)
  lines.push(...firstOf(unavailable.map((cid) => `unavailable ${cid}`)))
  return { result, lines, complete, exitCode: complete ? 0 : 3 } as const
}
