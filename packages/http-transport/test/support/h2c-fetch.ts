import { once } from 'node:events'
import { type ClientHttp2Session, type ClientHttp2Stream, connect, constants } from 'node:http2'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fromReadableStream, toReadableStream } from '@car-mirror/car-io'
import type { Fetch } from '../../src/connection.js'

/** As much of `fetch` as a client here needs, over HTTP/2 without TLS. */
export function h2cFetch(): { fetch: Fetch; close(): Promise<void> } {
  const sessions = new Set<ClientHttp2Session>()
  async function fetch(url: string, init: RequestInit): Promise<Response> {
    const { origin, pathname, search } = new URL(url)
    const session = connect(origin)
    sessions.add(session)
    const stream = session.request({
      ':method': init.method ?? 'GET',
      ':path': pathname + search,
      ...(init.headers as Record<string, string>),
    })
    const failed = new Promise<never>((_, reject) => {
      session.once('error', reject)
      stream.once('error', reject)
      stream.once('close', () => {
        session.destroy()
        reject(new Error(`closed with ${stream.rstCode}`))
      })
    })
    failed.catch(() => {})
    init.signal?.addEventListener('abort', () => stream.close(constants.NGHTTP2_CANCEL))
    send(init.body, stream)
    const [headers] = await Promise.race([once(stream, 'response'), failed])
    const fields = Object.entries(headers as Record<string, string>)
    return new Response(toReadableStream(chunks(stream)), {
      status: Number(headers[':status']),
      headers: fields.filter(([name]) => !name.startsWith(':')),
    })
  }
  const close = async () => {
    for (const session of sessions) session.destroy()
  }
  return { fetch, close }
}

async function* chunks(stream: ClientHttp2Stream): AsyncGenerator<Uint8Array> {
  yield* stream as AsyncIterable<Uint8Array>
  // Node ends a stream that was reset as if it were whole.
  if (stream.rstCode !== constants.NGHTTP2_NO_ERROR) throw new Error(`reset: ${stream.rstCode}`)
}

function send(body: RequestInit['body'], stream: ClientHttp2Stream): void {
  if (!body) return void stream.end()
  const readable = body instanceof Blob ? body.stream() : (body as ReadableStream<Uint8Array>)
  pipeline(Readable.from(fromReadableStream(readable)), stream).catch(() => {})
}
