import * as http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Route } from '../wire/form.js'
import type { Answered } from '../wire/reply.js'
import type { Wire } from '../wire/wire.js'

/** Bytes of a request that are kept; the rest is read and dropped. */
const LONGEST_REQUEST = 128 * 1024 * 1024

/** A request as it was made. */
export interface Seen {
  readonly method: string
  /** Path and query. */
  readonly path: string
  /** Undefined for a path that is no route of the dialect. */
  readonly route: Route | undefined
  readonly headers: http.IncomingHttpHeaders
  readonly body: Uint8Array
}

/** What the server does with its n-th request, counted from 1. */
export type Script = (seen: Seen, count: number) => Answered | Promise<Answered>

export interface InstrumentedServer {
  readonly url: string
  readonly seen: readonly Seen[]
  readonly answered: readonly Answered[]
  /** Why requests could not be read by the script; they were refused. */
  readonly faults: readonly string[]
  /** More requests came than anybody needs; those beyond were refused. */
  readonly exceeded: boolean
  close(): Promise<void>
}

/**
 * A server of ours that records every request and answers by a script. A request is read to its end
 * before it is answered.
 * @param most requests that are answered by the script; any further one is refused
 */
export async function instrumented(
  wire: Wire,
  script: Script,
  most: number,
): Promise<InstrumentedServer> {
  const seen: Seen[] = []
  const answered: Answered[] = []
  const faults: string[] = []
  const server = http.createServer((incoming, outgoing) => {
    void respond(incoming, outgoing).catch(() => outgoing.destroy())
  })

  async function respond(incoming: http.IncomingMessage, outgoing: http.ServerResponse) {
    const { method = '', url: path = '/', headers } = incoming
    const body = await collect(incoming)
    const one: Seen = { method, path, route: wire.route(path), headers, body }
    const count = seen.push(one)
    const isScripted = count <= most && one.route !== undefined
    const answer = isScripted ? await scripted(one, count) : REFUSAL
    answered[count - 1] = answer
    outgoing.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length })
    outgoing.end(answer.body)
  }

  async function scripted(one: Seen, count: number): Promise<Answered> {
    try {
      return await script(one, count)
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
    seen,
    answered,
    faults,
    get exceeded() {
      return seen.length > most
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

/** Ends a transfer at once, whatever the client makes of a server that fails. */
const REFUSAL: Answered = {
  status: 400,
  headers: { 'content-type': 'text/plain' },
  body: Buffer.from('that is enough'),
}

async function collect(incoming: http.IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= LONGEST_REQUEST) chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}
