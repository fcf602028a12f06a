import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { adapterPort } from '../adapter/adapter-port.js'
import { allTests } from '../runner/all-tests.js'
import { Reference } from '../runner/reference.js'
import { runTest } from '../runner/run-test.js'
import type { Spec } from '../spec/clause.js'
import type { Port } from '../suite/port.js'
import type { Test } from '../suite/test.js'
import type { Kill } from './kill.js'
import type { Mutant } from './mutant.js'

const ADAPTER = fileURLToPath(new URL('../adapters/model.js', import.meta.url))
/** Mutants at a time. Each is a process, beside this one. */
const AT_ONCE = 2
/** Milliseconds for one answer. A mutant of which none comes has not been seen to break its clause. */
const TIMEOUT = 10_000

/**
 * Lets the suite find out each mutant as it would a port: as a process behind the adapter protocol, with
 * the tests of the clause that it breaks, up to the first that it fails.
 */
export async function killThroughRunner(
  mutants: readonly Mutant[],
  spec: Spec,
  onKill: (kill: Kill) => void,
): Promise<Kill[]> {
  const reference = new Reference(spec)
  const kills: Kill[] = []
  const left = mutants.entries()
  const work = async () => {
    for (const [index, mutant] of left) {
      kills[index] = await kill(mutant, reference)
      onKill(kills[index])
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return kills
}

async function kill({ id, clause, does }: Mutant, reference: Reference): Promise<Kill> {
  const port = await adapterPort({ command: [process.execPath, ADAPTER, id], timeout: TIMEOUT })
  try {
    const tests = allTests(port, reference)
    for (const test of tests.filter(({ requirements }) => requirements.includes(clause))) {
      if (await isFailed(test, port)) return { id, clause, does, killedBy: [test.id] }
    }
    return { id, clause, does, killedBy: [] }
  } finally {
    await port.close()
  }
}

/** A mutant that falls over has not been seen to break its clause. */
async function isFailed(test: Test, port: Port): Promise<boolean> {
  const run = { seed: 1, timeout: TIMEOUT, isKnown: false }
  const { status, trouble } = await runTest(test, port, run)
  return status === 'fail' && trouble === undefined
}
