import { setImmediate as nextTurn } from 'node:timers/promises'

/** What a batch may hold before it is written. */
const BATCH_ITEMS = 1024
const BATCH_BYTES = 4 * 1024 * 1024

type Pulled<T> = { result: IteratorResult<T> } | { error: unknown }

/**
 * Gathers what a source has ready into batches of at most 1024 items or about 4 MiB. A source that
 * is slow, or that waits for its earlier items to be stored, is not waited for with a batch in hand.
 * When the source fails, what it gave before is handed on first.
 *
 * @param sizeOf - bytes of memory an item holds on to
 */
export async function* batches<T>(
  source: Iterable<T> | AsyncIterable<T>,
  sizeOf: (item: T) => number,
): AsyncGenerator<T[]> {
  const iterator = iteratorOf(source)
  let batch: T[] = []
  let bytes = 0
  let done = false
  try {
    while (!done) {
      const pulling = pull(iterator)
      if (batch.length > 0 && (await Promise.race([pulling, nextTurn(IDLE)])) === IDLE) {
        yield batch
        batch = []
        bytes = 0
      }
      const pulled = await pulling
      const ended = 'error' in pulled || pulled.result.done === true
      if (!ended) {
        batch.push(pulled.result.value)
        bytes += sizeOf(pulled.result.value)
      }
      if (batch.length > 0 && (ended || batch.length >= BATCH_ITEMS || bytes >= BATCH_BYTES)) {
        yield batch
        batch = []
        bytes = 0
      }
      done = ended
      if ('error' in pulled) throw pulled.error
    }
  } finally {
    if (!done) await iterator.return?.()
  }
}

const IDLE = Symbol('idle')

function iteratorOf<T>(source: Iterable<T> | AsyncIterable<T>): AsyncIterator<T> | Iterator<T> {
  return Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]()
}

/** Never rejects: a failure may arrive while nobody is listening yet. */
async function pull<T>(iterator: AsyncIterator<T> | Iterator<T>): Promise<Pulled<T>> {
  try {
    return { result: await iterator.next() }
  } catch (error) {
    return { error }
  }
}
