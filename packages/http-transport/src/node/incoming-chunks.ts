import { finished, type Readable } from 'node:stream'

/** What may wait to be taken before the peer is made to wait. Bytes. */
const AHEAD = 1024 * 1024

/**
 * What comes in, as plain byte arrays and uncopied: `Readable.toWeb` and a stream's own iterator join
 * what has come since they last looked. Whoever stops reading ends the connection.
 */
export async function* incomingChunks(incoming: Readable): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const queue: Uint8Array<ArrayBuffer>[] = []
  let queued = 0
  let ended = false
  let failure: Error | null | undefined
  let wake = () => {}
  incoming.on('data', ({ buffer, byteOffset, byteLength }: Buffer<ArrayBuffer>) => {
    queue.push(new Uint8Array(buffer, byteOffset, byteLength))
    queued += byteLength
    if (queued >= AHEAD) incoming.pause()
    wake()
  })
  finished(incoming, { writable: false }, (error) => {
    ended = true
    failure = error
    wake()
  })
  try {
    for (;;) {
      for (let chunk = queue.shift(); chunk; chunk = queue.shift()) {
        queued -= chunk.length
        yield chunk
      }
      if (failure) throw failure
      if (ended) return
      if (incoming.isPaused()) incoming.resume()
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  } finally {
    if (!ended) incoming.destroy()
  }
}
