import { TransportError } from './errors.js'

/**
 * A body that must fit into memory.
 * @param limit bytes
 * @throws TransportError ERR_TOO_LARGE
 * @see HTTP-8 SEC-1
 */
export async function readAll(
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  let body = new Uint8Array(0)
  let size = 0
  for await (const chunk of chunks) {
    if (size + chunk.length > limit) {
      throw new TransportError('ERR_TOO_LARGE', `the message is longer than ${limit} bytes`, {
        status: 413,
      })
    }
    if (size + chunk.length > body.length) body = grown(body, size, size + chunk.length)
    body.set(chunk, size)
    size += chunk.length
  }
  return body.subarray(0, size)
}

/** Copied, because a chunk of one byte is an object of hundreds. */
function grown(body: Uint8Array, size: number, needed: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(needed, 2 * body.length))
  larger.set(body.subarray(0, size))
  return larger
}
