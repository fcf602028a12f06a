import * as http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FaultyStore } from '../../../src/adapters/model/stores.js'
import type { RunningServer } from '../../../src/suite/port.js'

export interface Listening extends RunningServer {
  /** Drops every connection and listens no more, as a process that has died. */
  die(): void
  close(): Promise<void>
}

/** A server in this process before a store. */
export async function listening(
  listener: http.RequestListener,
  store: FaultyStore,
  memory: () => number | undefined = () => undefined,
): Promise<Listening> {
  const server = http.createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const die = () => {
    server.close()
    server.closeAllConnections()
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stored: async () => store.stored(),
    memory: async () => memory(),
    alive: async () => server.listening,
    die,
    close: () =>
      new Promise<void>((resolve) => {
        if (!server.listening) return resolve()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export async function bodyOf(incoming: http.IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk)
  return new Uint8Array(Buffer.concat(chunks))
}
