import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Http2ServerRequest, Http2ServerResponse, Http2Stream } from 'node:http2'
import { toReadableStream } from '@car-mirror/car-io'
import type { Handler } from '../handler.js'
import { incomingChunks } from './incoming-chunks.js'
import { sendBody } from './send-body.js'

type Incoming = IncomingMessage | Http2ServerRequest
type Outgoing = ServerResponse | Http2ServerResponse

/**
 * Puts a handler on a server of node:http, node:https or node:http2 (h2c and TLS). Bodies stream
 * with backpressure in both directions; a client that leaves aborts the request's signal, and a
 * response that fails midway breaks the connection, so that the client cannot take it for whole.
 * @see HTTP-17
 */
export function nodeListener(handler: Handler): (req: Incoming, res: Outgoing) => Promise<void> {
  return async (incoming, outgoing) => {
    const left = new AbortController()
    outgoing.once('close', () => left.abort())
    // Over HTTP/2 a response that waits for its client would not close.
    incoming.once('aborted', () => left.abort())
    // What can fail is the connection, and the client has left then.
    outgoing.on('error', () => {})
    try {
      if (NO_REQUEST.includes(incoming.method ?? '')) {
        outgoing.statusCode = 405
        outgoing.setHeader('allow', 'POST')
        outgoing.end()
        return
      }
      const answersEarly = 'stream' in outgoing
      const response = await handler(toRequest(incoming, left.signal), { answersEarly })
      await send(response, outgoing, left.signal)
      if (left.signal.aborted) outgoing.destroy()
      else if (answersEarly) letGo(incoming, outgoing.stream)
    } catch (error) {
      // Without an error HTTP/2 would end the body as if it were whole.
      outgoing.destroy(error instanceof Error ? error : new Error(String(error)))
    }
  }
}

/** Once nobody reads the rest of a request any more, HTTP/2 can tell its client so, without an error. */
function letGo(incoming: Incoming, stream: Http2Stream): void {
  if (incoming.destroyed) stream.close()
  else incoming.once('close', () => stream.close())
}

/** Methods that the fetch standard knows no request for. */
const NO_REQUEST = ['CONNECT', 'TRACE', 'TRACK']

function toRequest(incoming: Incoming, signal: AbortSignal): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    // HTTP/2 keeps method, path and host among the headers, marked by a colon.
    if (value !== undefined && !name.startsWith(':')) headers.set(name, String(value))
  }
  const { method = 'GET' } = incoming
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const body = hasBody ? toReadableStream(incomingChunks(incoming)) : null
  return new Request(requestUrl(incoming), {
    method,
    headers,
    body,
    signal,
    duplex: 'half',
  } as RequestInit)
}

/** The host is the client's word, so nothing but the path and the query is ever taken from the URL. */
function requestUrl(incoming: Incoming): URL {
  const base = 'http://localhost'
  const url = incoming.url ?? '/'
  return URL.canParse(url, base) ? new URL(url, base) : new URL(base)
}

async function send(response: Response, outgoing: Outgoing, left: AbortSignal): Promise<void> {
  outgoing.statusCode = response.status
  response.headers.forEach((value, name) => {
    outgoing.setHeader(name, value)
  })
  if (response.body) await sendBody(response.body, outgoing, left)
  else outgoing.end()
}
