import type { OpponentGroup } from './end-to-end/opponents.js'
import { endToEndSuite } from './end-to-end/suite.js'
import { growthSuite } from './growth/suite.js'
import { describeMachine } from './machine.js'
import { microSuite } from './micro/suite.js'
import { protocolSuite } from './protocol/suite.js'
import type { Results } from './results.js'
import type { Extent, Section, Suite } from './section.js'

/** In the order in which they run. */
export const suiteNames = ['end-to-end', 'micro', 'growth', 'protocol'] as const
export type SuiteName = (typeof suiteNames)[number]

const suites: Readonly<Record<SuiteName, (vs: OpponentGroup | undefined) => Suite>> = {
  'end-to-end': endToEndSuite,
  micro: () => microSuite,
  growth: () => growthSuite,
  protocol: () => protocolSuite,
}

/**
 * Runs suites one after the other; one that fails does not keep the others from running.
 * @param command what repeats it
 * @param say told of progress, line by line
 */
export async function runSuites(
  names: readonly SuiteName[],
  extent: Extent,
  vs: OpponentGroup | undefined,
  command: string,
  say: (line: string) => void,
): Promise<Results> {
  const [date, start] = [new Date().toISOString(), performance.now()]
  const machine = await describeMachine()
  const sections: Section[] = []
  for (const name of names) {
    const suite = suites[name](vs)
    sections.push(await runSuite(suite, extent, (line) => say(`${name}: ${line}`)))
  }
  const seconds = Math.round((performance.now() - start) / 1000)
  return { date, command, extent, machine, seconds, sections }
}

async function runSuite(
  suite: Suite,
  extent: Extent,
  say: (line: string) => void,
): Promise<Section> {
  try {
    return await suite.run(extent, say)
  } catch (error) {
    const failure = error instanceof Error ? (error.stack ?? error.message) : String(error)
    say(failure)
    const { name } = suite
    return { name, title: name, rows: [], facts: [], plots: [], notes: [], failures: [failure] }
  }
}
