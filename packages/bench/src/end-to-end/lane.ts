import { MemoryWatch } from '../growth/memory.js'
import type { Held } from '../peers/held.js'
import type { Ending } from '../peers/peer.js'
import type { Network } from './network.js'
import { type Line, PeerProgram } from './peer-program.js'
import { type NetworkProxy, openProxy } from './proxy.js'
import type { Direction, Work } from './work.js'

/** One transfer. */
export interface Run {
  readonly ms: number
  /** It was stopped after `ms`. */
  readonly isStopped: boolean
  /** Bytes that the receiver took on top of what it began with; undefined where that is not known. */
  readonly peak: number | undefined
  /** What the client has counted. */
  readonly counts: Omit<Ending, 'complete'>
}

/** What one transfer of a work is made with. */
export interface LaneOptions {
  readonly command: readonly string[]
  readonly direction: Direction
  readonly work: Work
  /** A new folder for each store, if the stores are on disk. */
  readonly folder?: () => Promise<string>
  readonly network?: Network
  /** Whether a client of ours that pulls has done it before. */
  readonly isWarm?: boolean
}

/** How often it has; from then on it takes the same time. */
const WARM_UPS = 10

/** The transfer of one work by one pair of peers, as often as it is asked for. */
export interface Lane {
  /**
   * @param limit milliseconds after which a transfer is stopped
   * @throws Error if it fails, or ends with another store than it shall
   */
  run(limit: number): Promise<Run>
  close(): Promise<void>
}

export async function openLane(options: LaneOptions): Promise<Lane> {
  return options.direction === 'pull' ? openPull(options) : pushLane(options)
}

/** A server keeps nothing of a pull, so one stays up for all of them. */
async function openPull(options: LaneOptions): Promise<Lane> {
  const { command, work } = options
  const server = await openServer(options, work.car)
  return {
    async run(limit) {
      const warm = options.isWarm ? ['--warm', String(WARM_UPS)] : []
      const stores = await storeWords(options, work.have)
      const words = ['pull', server.url, work.root, ...stores, ...warm]
      const client = new PeerProgram([...command, ...words])
      try {
        const { run, end } = await transferred(client, client.pid, limit)
        if (!run.isStopped) check(work, end)
        return run
      } finally {
        await client.kill()
      }
    },
    close: () => server.close(),
  }
}

function pushLane(options: LaneOptions): Lane {
  const { command, work } = options
  return {
    async run(limit) {
      const server = await openServer(options, work.have)
      const words = ['push', server.url, work.root, work.car]
      const disk = options.folder ? ['--disk', await options.folder()] : []
      const client = new PeerProgram([...command, ...words, ...disk])
      try {
        const { run, end } = await transferred(client, server.pid, limit)
        if (!run.isStopped) check(work, { ...end, ...(await server.finish()) })
        return run
      } finally {
        await client.kill()
        await server.close()
      }
    },
    close: async () => {},
  }
}

interface OpenServer {
  readonly url: string
  readonly pid: number
  /** Ends it; what it holds. */
  finish(): Promise<Line>
  close(): Promise<void>
}

async function openServer(options: LaneOptions, have: string | undefined): Promise<OpenServer> {
  const words = await storeWords(options, have)
  const server = new PeerProgram([...options.command, 'serve', ...words])
  let proxy: NetworkProxy | undefined
  try {
    const { url } = (await server.line()) as { url: string }
    if (options.network !== undefined) proxy = await openProxy(url, options.network)
    return {
      url: proxy?.url ?? url,
      pid: server.pid,
      finish() {
        server.finish()
        return server.line()
      },
      async close() {
        await proxy?.close()
        await server.kill()
      },
    }
  } catch (error) {
    await server.kill()
    throw error
  }
}

async function storeWords({ folder }: LaneOptions, have: string | undefined): Promise<string[]> {
  return [
    ...(have === undefined ? [] : ['--have', have]),
    ...(folder === undefined ? [] : ['--disk', await folder()]),
  ]
}

/** What the client says about itself, and how much memory the receiver took meanwhile. */
async function transferred(
  client: PeerProgram,
  receiver: number,
  limit: number,
): Promise<{ run: Run; end: Line }> {
  await client.line()
  const start = performance.now()
  const watch = new MemoryWatch(receiver)
  let peak: number | undefined
  const end = await endOf(client, limit).finally(() => {
    peak = watch.stop()
  })
  if (end === undefined) {
    const ms = performance.now() - start
    return { run: { ms, isStopped: true, peak, counts: {} }, end: {} }
  }
  const { ms, complete, error, rounds, duplicates, wireBytes } = end as unknown as ClientEnd
  if (!complete) throw new Error(error ?? 'it is not complete')
  const counts = { rounds, duplicates, wireBytes } as Run['counts']
  return { run: { ms, isStopped: false, peak, counts }, end }
}

interface ClientEnd extends Ending {
  readonly ms: number
  readonly error?: string
}

/** Undefined if it has not ended in time. */
async function endOf(client: PeerProgram, limit: number): Promise<Line | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, limit, undefined)
  })
  try {
    return await Promise.race([client.line(), late])
  } finally {
    clearTimeout(timer)
  }
}

function check({ after }: Work, end: Line): void {
  const { blocks, sum } = end as unknown as Held
  if (sum === after.sum && blocks === after.blocks) return
  throw new Error(`the receiver holds ${blocks} blocks, and other ones than the ${after.blocks}`)
}
