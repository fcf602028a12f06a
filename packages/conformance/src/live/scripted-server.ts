import * as http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WireReply, WireRequest } from './exchange.js'

/** Requests that are kept; a client that goes on for ever makes more. */
const KEPT = 200
/** Bytes of a request that are kept. */
const LONGEST = 64 * 1024 * 1024

/** An answer to be given, with its headers. */
export interface WireAnswer extends WireReply {
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** The connection is broken after so many bytes of the body. */
  readonly breakAfter?: number | undefined
}

export interface ScriptedServer {
  readonly url: string
  /** The first of the requests, with the answers that they were given. */
  readonly exchanges: readonly (readonly [WireRequest, WireAnswer])[]
  /** All of them. */
  readonly count: number
  close(): Promise<void>
}

/** What goes beyond the script is refused. */
const BEYOND: WireAnswer = { status: 400, type: 'text/plain', body: new Uint8Array(0) }

/** A server that reads each request to its end, whatever it is, and gives the next answer. */
export async function scriptedServer(answers: readonly WireAnswer[]): Promise<ScriptedServer> {
  const exchanges: (readonly [WireRequest, WireAnswer])[] = []
  let count = 0
  const server = http.createServer((incoming, outgoing) => {
    void answer(incoming, outgoing).catch(() => outgoing.destroy())
  })

  async function answer(incoming: http.IncomingMessage, outgoing: http.ServerResponse) {
    const { method = '', url: path = '/', headers } = incoming
    const body = await collect(incoming)
    const given = answers[count++] ?? BEYOND
    const request = { method, path, type: headers['content-type'] ?? null, body }
    if (exchanges.length < KEPT) exchanges.push([request, given])
    outgoing.writeHead(given.status, {
      ...given.headers,
      'content-type': given.type,
      'content-length': given.body.length,
    })
    if (given.breakAfter === undefined) outgoing.end(given.body)
    else outgoing.write(given.body.subarray(0, given.breakAfter), () => outgoing.destroy())
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges,
    get count() {
      return count
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

async function collect(incoming: http.IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= LONGEST) chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}
