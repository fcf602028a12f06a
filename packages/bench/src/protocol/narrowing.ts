import { percent, size, table } from './markdown.js'
import { type Manner, type Run, transfer } from './run.js'
import { makeScenario } from './scenario.js'

/** A transfer after a small change, with or without word of the older root. */
export interface NarrowingLine {
  readonly manner: Manner
  readonly run: Run
}

const CHANGED = 0.01

/** @param blocks more than a receiver tells of unasked, or there is nothing to narrow */
export async function measureNarrowing(blocks: number): Promise<NarrowingLine[]> {
  const lines: NarrowingLine[] = []
  for (const direction of ['pull', 'push'] as const) {
    for (const [diff, basis] of [
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ] as const) {
      const scenario = makeScenario({ blocks, leafBytes: 200, overlap: 1 - CHANGED, seed: 1 })
      const manner = { direction, diff, basis }
      lines.push({ manner, run: await transfer(scenario, manner) })
    }
  }
  return lines
}

export function narrowingTable(lines: readonly NarrowingLine[]): string {
  return table(
    ['', 'rounds', 'messages', 'CARs', 'duplicates', 'share'],
    lines.map(({ manner, run }) => [
      titleOf(manner),
      String(run.rounds),
      size(run.messages),
      size(run.cars),
      size(run.duplicateBytes),
      percent(run.payload === 0 ? 0 : run.duplicateBytes / run.payload),
    ]),
  )
}

export function titleOf({ direction, diff, basis }: Manner): string {
  const used = [diff ? '`diff`' : '', basis ? '`basis`' : ''].filter(Boolean)
  return used.length === 0 ? direction : `${direction} with ${used.join(' and ')}`
}
