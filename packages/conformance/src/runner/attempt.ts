import { setTimeout as sleep } from 'node:timers/promises'
import { type Port, PortProblem } from '../suite/port.js'
import type { Finding, Test, TestContext } from '../suite/test.js'

/** How often a test may wait the time for one answer before it is taken to have got stuck. */
const ANSWERS = 12

/** What came of running a test once. */
export type Attempt =
  | { readonly finding: Finding }
  | { readonly problem: PortProblem }
  /** A fault of the suite. */
  | { readonly fault: unknown }

/** Runs a test once; it ends, whatever the test does. */
export async function attempt(
  test: Test,
  port: Port,
  { seed, timeout, report }: Omit<TestContext, 'signal'>,
): Promise<Attempt> {
  const controller = new AbortController()
  const limit = ANSWERS * timeout
  const stuck = sleep(limit, undefined, { signal: controller.signal }).then(
    (): Attempt => ({ problem: new PortProblem('no-answer', `not done in ${limit / 1000} s`) }),
    (): Attempt => ({ fault: new Error('the test was ended') }),
  )
  try {
    const context = { seed, timeout, report, signal: controller.signal }
    return await Promise.race([settled(test, port, context), stuck])
  } finally {
    controller.abort()
  }
}

async function settled(test: Test, port: Port, context: TestContext): Promise<Attempt> {
  try {
    return { finding: await test.run(port, context) }
  } catch (error) {
    return error instanceof PortProblem ? { problem: error } : { fault: error }
  }
}
