import type { Writable } from 'node:stream'
import { readerOf } from '@car-mirror/car-io'

/** What may wait to be taken by the peer before the body is asked for more. Bytes. */
const AHEAD = 1024 * 1024

/** What requests and the responses of HTTP/1.1 and HTTP/2 have in common. */
interface Outgoing extends Pick<Writable, 'on' | 'writableLength'> {
  write(chunk: Uint8Array): boolean
  end(): unknown
}

/**
 * Writes a body as it comes, and the end of it.
 * @param left aborted when the peer has left; that ends the body
 * @throws what the body throws
 */
export async function sendBody(
  body: ReadableStream<Uint8Array>,
  outgoing: Outgoing,
  left: AbortSignal,
): Promise<void> {
  const reader = readerOf(body)
  let goOn = () => {}
  outgoing.on('drain', () => goOn())
  left.addEventListener('abort', () => {
    goOn()
    reader.cancel().catch(() => {})
  })
  while (!left.aborted) {
    const { done, value } = await reader.read()
    if (done || left.aborted) break
    if (outgoing.write(value) || outgoing.writableLength < AHEAD) continue
    await new Promise<void>((resolve) => {
      goOn = resolve
    })
  }
  if (!left.aborted) outgoing.end()
}
