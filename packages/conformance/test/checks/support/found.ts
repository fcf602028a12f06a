import { checkTests } from '../../../src/checks/tests.js'
import type { Port } from '../../../src/suite/port.js'

/** Milliseconds for one answer: what does not come within them is not meant to come. */
const TIMEOUT = 1500

/** What a check says of a port, in a row; nothing if it passes. */
export async function found(port: Port, id: string, timeout = TIMEOUT): Promise<string> {
  const test = checkTests(port).find((one) => one.id === id)
  if (test === undefined) throw new RangeError(`no check is named ${id}`)
  const signal = AbortSignal.timeout(50_000)
  try {
    const finding = await test.run(port, { seed: 1, timeout, signal })
    return finding.status === 'fail'
      ? finding.problems.map(({ message }) => message).join('\n')
      : ''
  } finally {
    await port.close()
  }
}
