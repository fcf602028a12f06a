import { size, table } from './markdown.js'
import { roundsAndBytes } from './overlap.js'
import { type Run, transfer } from './run.js'
import { makeScenario } from './scenario.js'

/** A push whose first round has so many bytes. */
export interface ColdCallLine {
  readonly coldCall: number
  /** To a receiver that has nothing, nearly everything, everything. */
  readonly nothing: Run
  readonly changed: Run
  readonly synced: Run
}

const KIB = 1024
const SIZES = [0, 64 * KIB, 256 * KIB, 1024 * KIB, 4096 * KIB, Number.POSITIVE_INFINITY]

export async function measureColdCalls(blocks: number): Promise<ColdCallLine[]> {
  const lines: ColdCallLine[] = []
  for (const coldCall of SIZES) {
    const run = (overlap: number | undefined) => {
      const scenario = makeScenario({ blocks, leafBytes: 200, overlap, seed: 1 })
      return transfer(scenario, { direction: 'push', coldCall })
    }
    const [nothing, changed, synced] = [await run(undefined), await run(0.99), await run(1)]
    lines.push({ coldCall, nothing, changed, synced })
  }
  return lines
}

/** A link as many have it: how long a round trip takes, in milliseconds, and bytes a millisecond. */
const ROUND_TRIP = 50
const BYTES_PER_MS = 100e6 / 8 / 1000

export function coldCallTable(lines: readonly ColdCallLine[]): string {
  return table(
    ['cold call', 'has nothing', 'time', '1 % changed', 'time', 'in sync', 'time'],
    lines.map(({ coldCall, nothing, changed, synced }) => [
      coldCall === 0 ? 'the root' : coldCall > 1e12 ? 'all' : size(coldCall),
      ...[nothing, changed, synced].flatMap((run) => [roundsAndBytes(run), time(run)]),
    ]),
  )
}

/** Waiting for answers and for bytes, and for nothing else. */
function time({ rounds, messages, cars }: Run): string {
  return `${Math.round(rounds * ROUND_TRIP + (messages + cars) / BYTES_PER_MS)} ms`
}
