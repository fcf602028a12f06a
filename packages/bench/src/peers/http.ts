import { Agent, type IncomingMessage, request } from 'node:http'
import { pipeline } from 'node:stream/promises'

/** How many requests go on at a time, where there are many. */
export const AT_A_TIME = 16

const agent = new Agent({ keepAlive: true, maxSockets: AT_A_TIME })

/** An answer with status 200, its body still to be read. @throws Error for any other */
export function send(
  method: string,
  url: string,
  body?: Uint8Array | string,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, agent }, (answer) => {
      if (answer.statusCode === 200) resolve(answer)
      else reject(new Error(`${method} ${url}: ${answer.statusCode}`))
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** The same with a body that is made while it goes out. */
export function stream(
  method: string,
  url: string,
  body: AsyncIterable<Uint8Array>,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, agent }, resolve)
    pipeline(body, outgoing).catch(reject)
  })
}

export async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk)
  return Buffer.concat(chunks)
}
