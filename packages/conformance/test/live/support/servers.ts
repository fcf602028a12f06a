import { createHash } from 'node:crypto'
import * as http from 'node:http'
import type { AddressInfo } from 'node:net'
import { MemoryStore } from '@car-mirror/core'
import { createHandler, type HandlerOptions } from '@car-mirror/http-transport'
import { nodeListener } from '@car-mirror/http-transport/node'
import { fromHex, toHex } from '@car-mirror/vectors'
import type { Store } from '../../../src/model/dag.js'
import type { Model } from '../../../src/model/model.js'
import type { RunningServer, ServerPort, Stored } from '../../../src/suite/port.js'

export interface Listening {
  readonly url: string
  readonly server: http.Server
  close(): Promise<void>
}

export async function listen(listener: http.RequestListener): Promise<Listening> {
  const server = http.createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    server,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

/** Our handler over a store of its own. */
export async function ourServer(
  options: Partial<HandlerOptions> = {},
): Promise<Listening & { readonly store: MemoryStore }> {
  const store = new MemoryStore()
  const listening = await listen(nodeListener(createHandler({ store, ...options })))
  return { ...listening, store }
}

/** A model as a live server. A body that is not sent to its end is taken as far as it came. */
export async function modelServer(
  model: Model,
  store: Store = new Map(),
): Promise<Listening & { readonly store: Store }> {
  const listening = await listen((incoming, outgoing) => {
    const chunks: Buffer[] = []
    const answer = async () => {
      const { method = '', url: path = '/', headers } = incoming
      const body = new Uint8Array(Buffer.concat(chunks))
      const request = { method, path, type: headers['content-type'] ?? null, body }
      const reply = await model.server.respond(store, request)
      if (outgoing.destroyed) return
      outgoing.writeHead(reply.status, { 'content-type': reply.type })
      outgoing.end(reply.body)
    }
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('error', () => {})
    incoming.once('close', () => {
      answer().catch(() => outgoing.destroy())
    })
  })
  return { ...listening, store }
}

/** Servers that hold what they are given and nothing else. */
export function exactServers(
  start: () => Promise<{
    readonly url: string
    put(cid: Uint8Array, bytes: Uint8Array): void
    blocks(): Iterable<readonly [cid: Uint8Array, bytes: Uint8Array]>
    close(): Promise<void>
  }>,
): ServerPort & { close(): Promise<void> } {
  let running: Awaited<ReturnType<typeof start>> | undefined
  return {
    exact: true,
    async serve(blocks): Promise<RunningServer> {
      await running?.close()
      const server = await start()
      running = server
      for (const { cid, bytes } of blocks) server.put(fromHex(cid), fromHex(bytes))
      return {
        url: server.url,
        stored: async () => Array.from(server.blocks(), storedOf),
        memory: async () => undefined,
        alive: async () => true,
      }
    },
    close: async () => running?.close(),
  }
}

function storedOf([cid, bytes]: readonly [Uint8Array, Uint8Array]): Stored {
  return { cid: toHex(cid), sha256: createHash('sha256').update(bytes).digest('hex') }
}

export function ourExactServers(): ServerPort & { close(): Promise<void> } {
  return exactServers(async () => {
    const { url, store, close } = await ourServer()
    return {
      url,
      put: (cid, bytes) => store.put([{ cid, bytes }]),
      *blocks() {
        for (const cid of store.cids()) yield [cid, store.get(cid)!] as const
      },
      close,
    }
  })
}
