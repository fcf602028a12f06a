import { median, spread } from '../pairs.js'
import type { Row } from '../section.js'
import { type Effort, limitOf } from './effort.js'
import type { Lane, Run } from './lane.js'

/** A failure of ours, which must not be, where one of an opponent is only told. */
export class OursFailed extends Error {}

/** So often in a row an opponent may fail before it is given up. */
const ATTEMPTS = 3

export interface Measured extends Pick<Row, 'ours' | 'theirs' | 'ratio' | 'pairs'> {
  readonly atLeast?: true
  readonly note?: string
  readonly peak?: { readonly ours: number; readonly theirs: number }
  /** What our client counted, run by run. */
  readonly counts: readonly Run['counts'][]
}

/**
 * Ours, theirs, ours, theirs, as often as there is time for. An opponent at its limit ends it.
 * @throws OursFailed; Error of the opponent
 */
export async function inTurn(
  ours: Lane,
  theirs: Lane,
  effort: Effort,
  goal: number | undefined,
): Promise<Measured> {
  const found: (readonly [Run, Run])[] = []
  const failures: string[] = []
  const end = performance.now() + effort.budget * (goal === undefined ? 1 : 2)
  do {
    const own = await runOurs(ours, effort.longest)
    const other = await runTheirs(theirs, limitOf(effort, own.ms, goal), failures)
    found.push([own, other])
  } while (found.length < effort.pairs && performance.now() < end && !found.at(-1)![1].isStopped)
  return measured(found, failures)
}

/** Some of a port's failures are a matter of luck. @param failures takes those that there were */
async function runTheirs(lane: Lane, limit: number, failures: string[]): Promise<Run> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await lane.run(limit)
    } catch (error) {
      if (attempt === ATTEMPTS) throw error
      failures.push(reasonOf(error))
    }
  }
}

async function runOurs(lane: Lane, limit: number): Promise<Run> {
  try {
    const run = await lane.run(limit)
    if (!run.isStopped) return run
  } catch (cause) {
    throw new OursFailed(reasonOf(cause), { cause })
  }
  throw new OursFailed(`no end after ${limit} ms`)
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function measured(found: readonly (readonly [Run, Run])[], failures: readonly string[]): Measured {
  const pairs = found.map(([own, other]) => [own.ms, other.ms] as const)
  const stopped = found.find(([, other]) => other.isStopped)?.[1]
  // A run that was cut short says how long it took at least, and nothing of the others does.
  const counted = stopped === undefined ? pairs : pairs.slice(-1)
  const notes = [
    ...(stopped ? [`stopped at a limit of ${Math.round(stopped.ms / 1000)} s`] : []),
    ...(failures.length > 0 ? [`failed ${failures.length} times: ${failures[0]}`] : []),
  ]
  const ours = spread(pairs.map(([own]) => own))
  const ratio = spread(counted.map(([own, other]) => other / own))
  return {
    ours,
    theirs: spread(counted.map(([, other]) => other)),
    ratio,
    pairs,
    ...(stopped && { atLeast: true }),
    ...(notes.length > 0 && { note: notes.join('; ') }),
    ...peaks(found),
    counts: found.map(([own]) => own.counts),
  }
}

function peaks(found: readonly (readonly [Run, Run])[]): Pick<Measured, 'peak'> {
  const of = (side: 0 | 1) => found.flatMap((pair) => pair[side].peak ?? [])
  if (of(0).length < found.length || of(1).length < found.length) return {}
  return { peak: { ours: median(of(0)), theirs: median(of(1)) } }
}
