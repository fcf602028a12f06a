import type { Extent } from '../section.js'
import { type ColdCallLine, measureColdCalls } from './cold-call.js'
import { measureRates, type RateLine, type RateSize } from './filter-rates.js'
import { measureNarrowing, type NarrowingLine } from './narrowing.js'
import { measureOverlap, type OverlapLine } from './overlap.js'

/** Everything that was counted. */
export interface Tables {
  readonly size: TableSize
  readonly rates: readonly RateLine[]
  readonly overlap: readonly OverlapLine[]
  readonly narrowing: readonly NarrowingLine[]
  readonly coldCalls: readonly ColdCallLine[]
}

/** Blocks of the DAGs. */
interface TableSize {
  readonly rates: RateSize
  readonly overlap: number
  readonly narrowing: number
  readonly coldCalls: number
}

const SIZES: Record<Extent, TableSize> = {
  short: { rates: { blocks: 500, seeds: 2 }, overlap: 500, narrowing: 500, coldCalls: 500 },
  normal: {
    rates: { blocks: 5000, seeds: 10 },
    overlap: 10_000,
    narrowing: 20_000,
    coldCalls: 20_000,
  },
  full: {
    rates: { blocks: 10_000, seeds: 50 },
    overlap: 10_000,
    narrowing: 100_000,
    coldCalls: 100_000,
  },
}

/** The same at each call. */
export async function measureTables(extent: Extent, say: (line: string) => void): Promise<Tables> {
  const size = SIZES[extent]
  say('filter rates')
  const rates = await measureRates(size.rates)
  say('overlap')
  const overlap = await measureOverlap(size.overlap)
  say('narrowing')
  const narrowing = await measureNarrowing(size.narrowing)
  say('cold calls')
  const coldCalls = await measureColdCalls(size.coldCalls)
  return { size, rates, overlap, narrowing, coldCalls }
}
