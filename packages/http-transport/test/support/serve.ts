import { readFileSync } from 'node:fs'
import * as http from 'node:http'
import * as http2 from 'node:http2'
import * as https from 'node:https'
import type { AddressInfo, Server, Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Handler } from '../../src/handler.js'
import { nodeListener } from '../../src/node/listener.js'

// Self-signed, for localhost, valid until 2126. The key is public: it protects nothing.
const tls = {
  cert: readFileSync(new URL('./cert.pem', import.meta.url)),
  key: readFileSync(new URL('./key.pem', import.meta.url)),
}

/** What is spoken; `nodeFetch` is HTTP/1.1 with a client of ours. */
export const PROTOCOLS = ['http', 'nodeFetch', 'https', 'h2c', 'h2'] as const
export type Protocol = (typeof PROTOCOLS)[number]

export interface Served {
  readonly url: string
  readonly port: number
  /** Drops every connection and listens no more. */
  kill(): Promise<void>
  /** Listens again, on the same port. */
  restart(): Promise<void>
  /** How many connections there have been. */
  connections(): number
}

/** A server of node:http(s) or node:http2 on a free port, until the end of the test. */
export async function serve(handler: Handler, protocol: Protocol = 'http'): Promise<Served> {
  return listen(createServer(nodeListener(handler), protocol), protocol)
}

/** As `serve`, for a listener or server of another make. */
export async function listen(server: Server, protocol: Protocol = 'http'): Promise<Served> {
  const sockets = new Set<Socket>()
  let connections = 0
  server.on('connection', (socket: Socket) => {
    connections++
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const port = await open(server, 0)
  const kill = async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    for (const socket of sockets) socket.destroy()
    await closed
  }
  onTestFinished(async () => {
    if (server.listening) await kill()
  })
  const scheme = protocol === 'https' || protocol === 'h2' ? 'https' : 'http'
  return {
    url: `${scheme}://127.0.0.1:${port}`,
    port,
    kill,
    restart: async () => void (await open(server, port)),
    connections: () => connections,
  }
}

async function open(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

function createServer(listener: ReturnType<typeof nodeListener>, protocol: Protocol): Server {
  if (protocol === 'https') return https.createServer(tls, listener)
  if (protocol === 'h2c') return http2.createServer(listener) as unknown as Server
  if (protocol === 'h2') return http2.createSecureServer(tls, listener) as unknown as Server
  return http.createServer(listener)
}
