/** Where the chunks of a stream come from that was made here and that nobody has read yet. */
const sources = new WeakMap<ReadableStream, AsyncIterator<Uint8Array>>()

/**
 * A stream that asks the source for one chunk per read and buffers none, usable as a request or
 * response body. Cancelling it calls `return()` on the source.
 */
export function toReadableStream<T extends Uint8Array>(
  chunks: AsyncIterable<T>,
): ReadableStream<T> {
  const iterator = chunks[Symbol.asyncIterator]()
  const stream = new ReadableStream<T>(
    {
      async pull(controller) {
        // From now on the stream may hold a chunk that the source has given.
        sources.delete(stream)
        const { done, value } = await iterator.next()
        if (done === true) controller.close()
        else controller.enqueue(value)
      },
      async cancel() {
        await iterator.return?.()
      },
    },
    // Without it the stream would fetch one chunk ahead.
    { highWaterMark: 0 },
  )
  sources.set(stream, iterator)
  return stream
}

/** As much of a stream's reader as it takes to read it. */
export type ChunkReader<T> = Pick<ReadableStreamDefaultReader<T>, 'read' | 'cancel' | 'releaseLock'>

/**
 * A reader that locks the stream like any. Of a stream that `toReadableStream` made, it takes the
 * chunks from the source itself: the machinery between costs more than the chunk.
 */
export function readerOf<T>(stream: ReadableStream<T>): ChunkReader<T> {
  const reader = stream.getReader()
  const source = sources.get(stream) as AsyncIterator<T, undefined> | undefined
  if (!source) return reader
  return {
    read: () => source.next() as Promise<ReadableStreamReadResult<T>>,
    cancel: (reason) => reader.cancel(reason),
    releaseLock: () => reader.releaseLock(),
  }
}

/**
 * The chunks of a stream, through a reader, as not every browser iterates streams. When the
 * consumer stops early the stream is cancelled; the lock is released in any case.
 */
export async function* fromReadableStream<T>(
  stream: ReadableStream<T>,
): AsyncGenerator<T, void, undefined> {
  const reader = readerOf(stream)
  let open = true
  try {
    for (;;) {
      open = false
      const { done, value } = await reader.read()
      if (done) return
      open = true
      yield value
    }
  } finally {
    if (open) await reader.cancel()
    reader.releaseLock()
  }
}
