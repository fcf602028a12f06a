import { TransportError } from './errors.js'

/**
 * A body that must fit into memory.
 * @param limit bytes
 * @throws TransportError ERR_TOO_LARGE
 */
export async function readAll(
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: BlobPart[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > limit) {
      throw new TransportError('ERR_TOO_LARGE', `the message is longer than ${limit} bytes`, {
        status: 413,
      })
    }
    parts.push(chunk as Uint8Array<ArrayBuffer>)
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}
