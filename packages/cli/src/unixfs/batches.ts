/** Batches by count: up to `size` items at a time; none that is empty. */
export async function* inBatchesOf<T>(source: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = []
  for await (const item of source) {
    batch.push(item)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/**
 * As `Promise.all`, but a failure is told only when all have ended: nothing goes on reading or
 * writing behind the back of whoever cleans up.
 */
export async function allEnded<T>(running: Promise<T>[]): Promise<T[]> {
  const outcomes = await Promise.allSettled(running)
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason
    return outcome.value
  })
}
