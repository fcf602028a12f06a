import { toReadableStream } from '@car-mirror/car-io'

/** A browser sends a stream over HTTP/2 at best, and does not tell beforehand. */
const STREAMS = !('document' in globalThis || 'WorkerGlobalScope' in globalThis)

const MIB = 1024 * 1024

/** Bodies up to this size go out whole, with their length; larger ones as a stream. Bytes. */
export const WHOLE_BODY = STREAMS ? 2 * MIB : Number.POSITIVE_INFINITY

/** What a round of a push brings at most where all of its body has to be in memory. Payload, bytes. */
export const MOST_PAYLOAD = STREAMS ? Number.POSITIVE_INFINITY : 64 * MIB

/**
 * The body, and how `fetch` is to treat it. A redirect is never followed: it would turn the POST
 * into a GET, or need the body again.
 * @param limit bytes up to which the body goes out whole
 * @see HTTP-15
 */
export async function wholeOrStream(
  chunks: AsyncGenerator<Uint8Array>,
  limit: number,
): Promise<RequestInit> {
  const head: Uint8Array[] = []
  let size = 0
  while (size <= limit) {
    const { done, value } = await chunks.next()
    if (done) return { body: new Blob(head as BlobPart[]), redirect: 'manual' }
    head.push(value)
    size += value.length
  }
  async function* all() {
    yield* head
    yield* chunks
  }
  const body = toReadableStream(all()) as ReadableStream<Uint8Array<ArrayBuffer>>
  return { body, ...STREAMED } as RequestInit
}

/**
 * Unless a request has no window and fails on redirects, the fetch standard has it cloned before it
 * is sent, in case it must be sent again; the clone of a stream is all of it, kept in memory.
 */
const STREAMED = { duplex: 'half', redirect: 'error', window: null }
