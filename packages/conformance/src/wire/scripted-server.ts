import * as http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Answered, Outgoing } from './reply.js'

/** Requests beyond the script that are kept; a client that goes on for ever makes more. */
const KEPT = 200
/** Bytes of a request that are kept; the rest is read and dropped. */
const LONGEST = 128 * 1024 * 1024

/** An answer to be given. */
export interface Given extends Answered {
  /** Besides its type. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** The connection is broken after so many bytes of the body. */
  readonly breakAfter?: number | undefined
}

/** What the server answers to its n-th request, counted from 1. */
export type Script = (request: Outgoing, count: number) => Given | Promise<Given>

/** A request, and the answer that it was given, if it has been. */
export interface Exchange {
  readonly request: Outgoing
  readonly given: Given | undefined
}

export interface ScriptedServer {
  readonly url: string
  /** The first of all. */
  readonly exchanges: readonly Exchange[]
  /** All requests. */
  readonly count: number
  /** Why the script could not answer some; they were refused. */
  readonly faults: readonly string[]
  close(): Promise<void>
}

/** Ends a transfer at once, whatever the client makes of a server that fails. */
export const REFUSAL: Given = {
  status: 400,
  type: 'text/plain',
  body: Buffer.from('that is enough'),
}

/**
 * A server that reads each request to its end, whatever it is, and answers by a script.
 * @param most requests that are answered so; any further one is refused
 */
export async function scriptedServer(script: Script, most: number): Promise<ScriptedServer> {
  const exchanges: Exchange[] = []
  const faults: string[] = []
  let count = 0
  const server = http.createServer((incoming, outgoing) => {
    void respond(incoming, outgoing).catch(() => outgoing.destroy())
  })

  async function respond(incoming: http.IncomingMessage, outgoing: http.ServerResponse) {
    const { method = '', url: path = '/', headers } = incoming
    const body = await collect(incoming)
    const request = { method, path, type: headers['content-type'] ?? null, body }
    const at = count++
    if (at < most + KEPT) exchanges[at] = { request, given: undefined }
    const given = at < most ? await scripted(request, at + 1) : REFUSAL
    if (at < most + KEPT) exchanges[at] = { request, given }
    send(outgoing, given)
  }

  async function scripted(request: Outgoing, count: number): Promise<Given> {
    try {
      return await script(request, count)
    } catch (cause) {
      faults.push(`request ${count}: ${cause instanceof Error ? cause.message : cause}`)
      return REFUSAL
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges,
    faults,
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

function send(outgoing: http.ServerResponse, { status, type, body, headers, breakAfter }: Given) {
  outgoing.writeHead(status, { ...headers, 'content-type': type, 'content-length': body.length })
  if (breakAfter === undefined) outgoing.end(body)
  else outgoing.write(body.subarray(0, breakAfter), () => outgoing.destroy())
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
