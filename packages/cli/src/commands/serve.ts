import type { LmdbBlockstore } from '@car-mirror/blockstore-lmdb'
import { bearerToken, createHandler, type ServedRound } from '@car-mirror/http-transport'
import type { Command } from 'commander'
import type { CID } from 'multiformats/cid'
import { parseWhole } from '../arguments.js'
import { describe, usage } from '../errors.js'
import { HttpServer } from '../http-server.js'
import { withStore } from '../open-store.js'
import { formatBytes, formatCount, note, type Report } from '../output.js'
import { runs } from '../run.js'
import type { ServeResult } from '../schemas.js'
import { readToken } from '../token-file.js'

interface Options {
  store: string
  host: string
  port: number
  tokenFile?: string
  readOnly?: true
  open?: true
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('let others push to a store and pull from it, over HTTP')
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option('--port <port>', '0 for any that is free', parseWhole(0, 65_535), 3344)
    .option('--token-file <file>', 'let in only who has the token in this file')
    .option('--read-only', 'refuse pushes')
    .option('--open', 'allow a host that others can reach without a token')
    .requiredOption('--store <dir>', 'block store, made if it is not there')
    .option('--json', 'print totals as one JSON object at the end')
    .action(runs(run))
}

async function run(signal: AbortSignal, options: Options): Promise<Report> {
  const token = await readToken(options.tokenFile)
  if (token === undefined && !options.open && !LOOPBACK.test(options.host)) {
    const way = 'give --token-file, or --open to let everybody in'
    throw usage(`others can reach ${options.host}: ${way}`)
  }
  return withStore(options.store, !options.readOnly, (store) =>
    serve(store, token, options, signal),
  )
}

async function serve(
  store: LmdbBlockstore,
  token: string | undefined,
  options: Options,
  signal: AbortSignal,
): Promise<Report> {
  const totals = new Totals()
  const handler = createHandler({
    store: store.bytes,
    readOnly: options.readOnly,
    authorize: token === undefined ? undefined : bearerToken(token),
    async onRound(round) {
      totals.add(round)
      if (round.complete) for (const root of round.roots) await store.addRoot(root)
    },
    onError(error) {
      const { code, message } = describe(error)
      note(`failed ${code} ${message}`)
    },
  })
  const server = new HttpServer(handler)
  const url = await server.listen(options.host, options.port)
  process.stdout.write(`listening ${url}\n`)
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve))
  const closed = server.close()
  note('stopping: running rounds are finished first; once more to stop at once')
  await closed
  const result: ServeResult = { url, ...totals }
  return { result, lines: [] }
}

/** What was served, and a line on stderr for each round. */
class Totals {
  rounds = 0
  readonly blocks = { sent: 0, received: 0 }
  readonly bytes = { sent: 0, received: 0 }

  add({ direction, dialect, roots, blocks, bytes, complete }: ServedRound): void {
    const way = direction === 'pull' ? 'sent' : 'received'
    this.rounds += 1
    this.blocks[way] += blocks
    this.bytes[way] += bytes
    const state = complete === undefined ? '' : complete ? ', complete' : ', incomplete'
    const call = dialect === 'spec' ? direction : `${dialect} ${direction}`
    const what = [call, ...named(roots)].join(' ')
    note(`${what}: ${formatCount(blocks, 'block')}, ${formatBytes(bytes)}${state}`)
  }
}

/** Nothing for a dialect that names no root. */
function named([first, ...others]: readonly CID[]): string[] {
  if (!first) return []
  return [others.length > 0 ? `${first} and ${others.length} more` : `${first}`]
}
