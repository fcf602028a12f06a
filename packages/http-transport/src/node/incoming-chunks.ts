import type { Readable } from 'node:stream'

/**
 * What comes in, as plain byte arrays and uncopied, which is more than `Readable.toWeb` gives. Whoever
 * stops reading ends the connection.
 */
export async function* incomingChunks(incoming: Readable): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for await (const chunk of incoming as AsyncIterable<Buffer<ArrayBuffer>>) {
    yield new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
  }
}
