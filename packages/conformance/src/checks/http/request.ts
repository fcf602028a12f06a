import * as http from 'node:http'
import type { Answered, Outgoing } from '../wire/reply.js'

/** Bytes of an answer that are read. */
const LONGEST_ANSWER = 512 * 1024 * 1024

/**
 * What came of one request.
 * - `broken`: the connection closed before a whole answer; `status` if it had begun
 * - `unreachable`: nobody listens
 * - `none`: no whole answer in time
 */
export type Got =
  | { readonly kind: 'answer'; readonly answer: Answered }
  | { readonly kind: 'broken'; readonly why: string; readonly status?: number | undefined }
  | { readonly kind: 'unreachable'; readonly why: string }
  | { readonly kind: 'none' }

/**
 * Sends one request on a connection of its own. An answer that comes while it is still being sent
 * is read.
 * @param timeout milliseconds from the start to the answer's last byte
 */
export function request(
  url: string,
  { method, path, headers, body }: Outgoing,
  timeout: number,
  signal: AbortSignal,
): Promise<Got> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const length = { 'content-length': String(body.length) }
    const options = { method, agent: false, headers: { ...headers, ...length } }
    const outgoing = http.request(`${url.replace(/\/+$/, '')}${path}`, options)
    let status: number | undefined
    const timer = setTimeout(() => settle({ kind: 'none' }), timeout)
    const abort = () => settle(undefined)
    signal.addEventListener('abort', abort, { once: true })

    function settle(got: Got | undefined): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
      outgoing.destroy()
      if (got === undefined) reject(signal.reason)
      else resolve(got)
    }

    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      // What fails to be sent is no news once the answer has begun.
      if (status !== undefined) return
      const kind = error.code === 'ECONNREFUSED' ? 'unreachable' : 'broken'
      settle({ kind, why: error.message })
    })
    outgoing.on('response', (incoming) => {
      status = incoming.statusCode
      collect(incoming).then(
        (answer) => settle({ kind: 'answer', answer }),
        (error: Error) => settle({ kind: 'broken', why: error.message, status }),
      )
    })
    outgoing.end(body)
  })
}

async function collect(incoming: http.IncomingMessage): Promise<Answered> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LONGEST_ANSWER) throw new Error(`the answer is longer than ${LONGEST_ANSWER} bytes`)
    chunks.push(chunk)
  }
  if (!incoming.complete) throw new Error('the answer ends early')
  return {
    status: incoming.statusCode!,
    headers: incoming.headers,
    body: new Uint8Array(Buffer.concat(chunks)),
  }
}
