/**
 * A stream that asks the source for one chunk per read and buffers none, usable as a request or
 * response body. Cancelling it calls `return()` on the source.
 */
export function toReadableStream<T extends Uint8Array>(
  chunks: AsyncIterable<T>,
): ReadableStream<T> {
  const iterator = chunks[Symbol.asyncIterator]()
  return new ReadableStream<T>(
    {
      async pull(controller) {
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
}

/**
 * The chunks of a stream, through a reader, as not every browser iterates streams. When the
 * consumer stops early the stream is cancelled; the lock is released in any case.
 */
export async function* fromReadableStream<T>(
  stream: ReadableStream<T>,
): AsyncGenerator<T, void, undefined> {
  const reader = stream.getReader()
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
