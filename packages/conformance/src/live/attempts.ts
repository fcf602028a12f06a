import { type Port, PortProblem } from '../suite/port.js'
import type { Finding } from '../suite/test.js'
import { Evidence } from './evidence.js'

/**
 * What comes of a test. One in which the port fell silent or went away is run again on a port that was
 * started anew, if it can be: only what happens twice is its own doing.
 */
export async function settled(
  { restart }: Port,
  attempt: () => Promise<Evidence | Finding>,
): Promise<Finding> {
  const first = await attempt()
  if (!(first instanceof Evidence)) return first
  if (first.trouble === undefined || restart === undefined) return first.finding
  await restart()
  const second = await attempt()
  if (!(second instanceof Evidence)) return second
  if (second.trouble !== undefined) await restart()
  return second.finding
}

/** Whether a problem shows what the port does, rather than what was not asked of it. */
export function isTrouble(cause: unknown): cause is PortProblem {
  return cause instanceof PortProblem && (cause.kind === 'died' || cause.kind === 'no-answer')
}
