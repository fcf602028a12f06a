import { MemoryWatch } from './memory.js'
import { type Direction, PeerProcess, type TransferReply } from './peer-process.js'
import type { StoreSpec } from './stores.js'

/** The two ends of a transfer, and what it moves. */
export interface Ends {
  readonly from: StoreSpec
  readonly to: StoreSpec
  readonly root: string
}

export interface Measured extends TransferReply {
  /** Bytes of anonymous memory at the peak above the start; undefined where it is not measured. */
  readonly memory: { readonly sender: number | undefined; readonly receiver: number | undefined }
}

/**
 * One transfer between two processes, made for it. Both have opened their stores, done the same with
 * another DAG and collected garbage before anything counts.
 */
export async function measureTransfer(
  direction: Direction,
  main: Ends,
  warmUp: Ends,
): Promise<Measured> {
  const [server, client] = [new PeerProcess(), new PeerProcess()]
  try {
    const warm = await prepare(direction, warmUp, server, client)
    const real = await prepare(direction, main, server, client)
    await client.call('transfer', warm)
    await Promise.all([server.call('settle', null), client.call('settle', null)])
    const watches = [new MemoryWatch(server.pid), new MemoryWatch(client.pid)] as const
    let done: TransferReply
    try {
      done = await client.call('transfer', real)
    } finally {
      for (const watch of watches) watch.stop()
    }
    if (!done.complete) throw new Error(`an incomplete ${direction}`)
    const [atServer, atClient] = watches.map((watch) => watch.stop())
    await Promise.all([server.call('close', null), client.call('close', null)])
    const memory =
      direction === 'pull'
        ? { sender: atServer, receiver: atClient }
        : { sender: atClient, receiver: atServer }
    return { ...done, memory }
  } finally {
    server.end()
    client.end()
  }
}

async function prepare(
  direction: Direction,
  { from, to, root }: Ends,
  server: PeerProcess,
  client: PeerProcess,
) {
  const [near, far] = direction === 'pull' ? [to, from] : [from, to]
  const [store, served] = await Promise.all([client.call('open', near), server.call('open', far)])
  return { direction, store, url: await server.call('serve', served), root }
}
