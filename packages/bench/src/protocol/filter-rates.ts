import { parametersFor } from '@car-mirror/bloom'
import { filterOfRate, type MakeFilter } from './chosen-filter.js'
import { percent, size, table } from './markdown.js'
import { type Run, transfer } from './run.js'
import { makeScenario } from './scenario.js'

/** What filters of one kind cost, over some seeds. */
export interface RateLine {
  /** Undefined: as the engine chooses. */
  readonly rate: number | undefined
  /** Bytes of a filter over all that the receiver has. */
  readonly filter: number
  readonly rounds: { readonly mean: number; readonly most: number }
  /** Blocks that a filter hid, of those that could be hidden; all runs together. */
  readonly hidden: number
  readonly lacking: number
  /** Bytes of messages and CARs, a run. */
  readonly bytes: number
}

export interface RateSize {
  readonly blocks: number
  readonly seeds: number
}

const OVERLAP = 0.9
const RATES = [0.1, 0.01, 1e-3, 1e-4, 1e-5, 1e-6]

/** Pulls of a DAG of which the receiver has nine tenths, each with the same seeds. */
export async function measureRates({ blocks, seeds }: RateSize): Promise<RateLine[]> {
  const lines: RateLine[] = []
  for (const rate of [undefined, ...RATES]) {
    const make = rate === undefined ? undefined : filterOfRate(rate)
    const runs: Run[] = []
    let lacking = 0
    for (let seed = 1; seed <= seeds; seed++) {
      const scenario = makeScenario({ blocks, leafBytes: 200, overlap: OVERLAP, seed })
      lacking += scenario.lacking.blocks
      runs.push(await transfer(scenario, { direction: 'pull', ...(make && { filter: make }) }))
    }
    lines.push({ rate, filter: bytesOf(make, blocks), lacking, ...summary(runs) })
  }
  return lines
}

function bytesOf(make: MakeFilter | undefined, blocks: number): number {
  return make === undefined ? parametersFor(blocks).bytes : make(blocks).bytes.length
}

function summary(runs: readonly Run[]) {
  const sum = (of: (run: Run) => number) => runs.reduce((total, run) => total + of(run), 0)
  return {
    rounds: {
      mean: sum(({ rounds }) => rounds) / runs.length,
      most: Math.max(...runs.map(({ rounds }) => rounds)),
    },
    hidden: sum(({ askedAgain }) => askedAgain),
    bytes: sum(({ messages, cars }) => messages + cars) / runs.length,
  }
}

export function rateTable(lines: readonly RateLine[]): string {
  return table(
    ['rate', 'filter', 'rounds, mean', 'most', 'hidden', 'expected', 'bytes a run'],
    lines.map(({ rate, filter, rounds, hidden, lacking, bytes }) => [
      rate === undefined ? 'ours' : percent(rate),
      size(filter),
      rounds.mean.toFixed(2),
      String(rounds.most),
      String(hidden),
      rate === undefined ? '' : String(Number((rate * lacking).toPrecision(2))),
      size(bytes),
    ]),
  )
}
