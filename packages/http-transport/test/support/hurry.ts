import { onTestFinished } from 'vitest'

/** The shortest wait between two attempts, 125 ms, is longer; the encoder's, 10 ms, is shorter. */
const A_RETRY = 100
/** The longest one. What is longer waits for a server. */
const LONGEST = 30_000

/**
 * Until the end of the test, what waits for a retry waits no more.
 * @returns the waits that were asked for, in milliseconds
 */
export function hurry(): number[] {
  const { setTimeout: timer } = globalThis
  const waits: number[] = []
  const hurried = (run: () => void, ms = 0, ...args: []) => {
    if (ms < A_RETRY || ms > LONGEST) return timer(run, ms, ...args)
    waits.push(ms)
    return timer(run, 1, ...args)
  }
  globalThis.setTimeout = hurried as typeof globalThis.setTimeout
  onTestFinished(() => {
    globalThis.setTimeout = timer
  })
  return waits
}
