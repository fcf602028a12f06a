import type { Direction } from '@car-mirror/http-transport'
import { percent, size, table } from './markdown.js'
import { type Run, transfer } from './run.js'
import { makeScenario } from './scenario.js'

/** A transfer to a receiver that has some of the leaves. */
export interface OverlapLine {
  /** 0 to 1. */
  readonly overlap: number
  /** Bytes of the blocks that it lacks. */
  readonly lacking: number
  readonly pull: Run
  readonly push: Run
  /** With the older root named. */
  readonly pushDiff: Run
}

const OVERLAPS = [0, 0.25, 0.5, 0.75, 0.9, 0.99, 1]

export async function measureOverlap(blocks: number): Promise<OverlapLine[]> {
  const lines: OverlapLine[] = []
  for (const overlap of OVERLAPS) {
    const make = () => makeScenario({ blocks, leafBytes: 200, overlap, seed: 1 })
    const run = (direction: Direction, diff: boolean) => transfer(make(), { direction, diff })
    lines.push({
      overlap,
      lacking: make().lacking.bytes,
      pull: await run('pull', false),
      push: await run('push', false),
      pushDiff: await run('push', true),
    })
  }
  return lines
}

export function overlapTable(lines: readonly OverlapLine[]): string {
  return table(
    ['leaves that are there', 'lacking', 'pull', 'push', 'of it duplicates', 'push with `diff`'],
    lines.map(({ overlap, lacking, pull, push, pushDiff }) => [
      percent(overlap),
      size(lacking),
      roundsAndBytes(pull),
      roundsAndBytes(push),
      size(push.duplicateBytes),
      roundsAndBytes(pushDiff),
    ]),
  )
}

export function roundsAndBytes({ rounds, messages, cars }: Run): string {
  return `${rounds}: ${size(messages + cars)}`
}
