import * as http from 'node:http'
import * as https from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'
import { PortProblem } from '../suite/port.js'
import type { Answered, Outgoing } from './reply.js'

/** Bytes of an answer that are read. */
const LONGEST = 512 * 1024 * 1024

export interface Patience {
  /** Milliseconds from the start to the last byte of the answer. */
  readonly timeout: number
  readonly signal: AbortSignal
}

/**
 * Sends a request as it is, on a connection of its own. An answer that comes while it is being sent is
 * read.
 * @throws PortProblem `absent` if nobody listens, `died` if the connection breaks, `no-answer`
 */
export async function exchange(
  url: string,
  request: Outgoing,
  { timeout, signal }: Patience,
): Promise<Answered> {
  signal.throwIfAborted()
  const { outgoing, reply } = open(url, request)
  const limit = limited(timeout, signal)
  try {
    await Promise.race([send(outgoing, request), reply, limit.passed])
    return await Promise.race([reply, limit.passed])
  } finally {
    limit.lift()
    outgoing.destroy()
  }
}

/** Rejects when the time is over or the test is ended. */
function limited(timeout: number, signal: AbortSignal) {
  let lift = () => {}
  const passed = new Promise<never>((_, reject) => {
    const late = new PortProblem('no-answer', `no answer within ${timeout} ms`)
    const timer = setTimeout(() => reject(late), timeout)
    const abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort)
    lift = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
    }
  })
  passed.catch(() => {})
  return { passed, lift }
}

function open(url: string, { method, path, type, body }: Outgoing) {
  const { protocol, hostname, port, pathname } = new URL(url)
  const { request } = protocol === 'https:' ? https : http
  // Not as one URL: what is odd in a path would be put right.
  const outgoing = request({
    protocol,
    hostname: hostname.replace(/^\[(.*)\]$/, '$1'),
    port,
    path: pathname.replace(/\/+$/, '') + path,
    method,
    agent: false,
    headers: {
      ...(type !== null && { 'content-type': type }),
      'content-length': String(body.length),
    },
  })
  const reply = new Promise<Answered>((resolve, reject) => {
    let begun = false
    outgoing.once('response', (incoming) => {
      begun = true
      collect(incoming).then(resolve, (cause: Error) => reject(broken(cause)))
    })
    outgoing.on('error', (cause: NodeJS.ErrnoException) => {
      // What fails to be sent is no news once the answer has begun.
      if (!begun) reject(cause.code === 'ECONNREFUSED' ? absent(url, cause) : broken(cause))
    })
    outgoing.once('close', () => {
      if (!begun) reject(broken(new Error('it was closed without an answer')))
    })
  })
  reply.catch(() => {})
  return { outgoing, reply }
}

async function send(outgoing: http.ClientRequest, request: Outgoing): Promise<void> {
  const { body, cuts = [], breakAfter } = request
  if (breakAfter !== undefined) return breakOff(outgoing, body.subarray(0, breakAfter))
  if (cuts.length > 0) {
    outgoing.setNoDelay(true)
    const ends = [...cuts, body.length]
    for (const [i, end] of ends.entries()) {
      const piece = body.subarray(ends[i - 1] ?? 0, end)
      if (piece.length === 0) continue
      await new Promise<void>((resolve) => void outgoing.write(piece, () => resolve()))
      await sleep(BETWEEN)
    }
  }
  outgoing.end(cuts.length > 0 ? undefined : body)
}

/** Milliseconds from one piece to the next. */
const BETWEEN = 1
/** Milliseconds for what was sent to arrive before the connection goes. */
const ARRIVAL = 100

function breakOff(outgoing: http.ClientRequest, sent: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    outgoing.write(sent, () => {
      setTimeout(() => {
        outgoing.destroy()
        resolve()
      }, ARRIVAL)
    })
    outgoing.once('close', resolve)
  })
}

async function collect(incoming: http.IncomingMessage): Promise<Answered> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LONGEST) throw new Error(`the answer is longer than ${LONGEST} bytes`)
    chunks.push(chunk)
  }
  if (!incoming.complete) throw new Error(`the answer ends after ${size} bytes, too early`)
  const type = incoming.headers['content-type'] ?? ''
  return { status: incoming.statusCode!, type, body: new Uint8Array(Buffer.concat(chunks)) }
}

function broken(cause: Error): PortProblem {
  return new PortProblem('died', `the connection broke: ${cause.message}`, cause)
}

function absent(url: string, cause: Error): PortProblem {
  return new PortProblem('absent', `nobody listens at ${url}`, cause)
}
