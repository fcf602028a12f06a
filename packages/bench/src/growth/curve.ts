import { median } from '../pairs.js'
import { prepareEnds, type StoreKind } from './ends.js'
import type { Point } from './fit.js'
import type { Direction } from './peer-process.js'
import { type Measured, measureTransfer } from './transfer.js'

/** One size of DAG, and how often it is measured, each time between new processes. */
export interface Step {
  readonly blocks: number
  readonly leafBytes: number
  readonly runs: number
}

interface CurvePoint {
  readonly blocks: number
  /** Payload bytes of the leaves, which are nearly all. */
  readonly bytes: number
  /** Median of the runs. */
  readonly ms: number
  readonly rounds: number
  /** Blocks that moved and need not have, in any run. */
  readonly excess: number
  /** Bytes at the peak above the start, the most of the runs. */
  readonly memory: { readonly sender: number | undefined; readonly receiver: number | undefined }
}

/** How time and memory of a transfer grow. */
export interface Curve {
  readonly direction: Direction
  readonly store: StoreKind
  readonly points: readonly CurvePoint[]
}

/** Blocks that the processes move before anything counts: all code has run by then. */
const WARM_UP = 2000

export async function measureCurve(
  direction: Direction,
  store: StoreKind,
  steps: readonly Step[],
  say: (line: string) => void,
): Promise<Curve> {
  const points: CurvePoint[] = []
  for (const step of steps) {
    const point = await measureStep(direction, store, step)
    const seconds = (point.ms / 1000).toFixed(2)
    const { sender, receiver } = point.memory
    const peaks = `sender ${inMiB(sender)}, receiver ${inMiB(receiver)}`
    say(`${direction}, ${store} store, ${point.blocks} blocks: ${seconds} s, ${peaks}`)
    points.push(point)
  }
  return { direction, store, points }
}

async function measureStep(
  direction: Direction,
  store: StoreKind,
  { blocks, leafBytes, runs }: Step,
): Promise<CurvePoint> {
  const found: Measured[] = []
  let size = 0
  while (found.length < runs) {
    const ends = await prepareEnds(store, blocks, leafBytes)
    const warmUp = await prepareEnds(store, WARM_UP, 200)
    try {
      found.push(await measureTransfer(direction, ends, warmUp))
      size = ends.blocks
    } finally {
      await ends.remove()
      await warmUp.remove()
    }
  }
  const most = (side: 'sender' | 'receiver') => {
    const peaks = found.flatMap(({ memory }) => memory[side] ?? [])
    return peaks.length === 0 ? undefined : Math.max(...peaks)
  }
  return {
    blocks: size,
    bytes: size * leafBytes,
    ms: median(found.map(({ ms }) => ms)),
    rounds: Math.max(...found.map(({ rounds }) => rounds)),
    excess: Math.max(...found.map(({ blocks }) => blocks - size)),
    memory: { sender: most('sender'), receiver: most('receiver') },
  }
}

/** Of those where memory was measured. */
export function memoryPoints(
  { points }: Curve,
  side: 'sender' | 'receiver',
  over: 'blocks' | 'bytes',
): Point[] {
  return points.flatMap((point): Point[] => {
    const memory = point.memory[side]
    return memory === undefined ? [] : [[point[over], memory]]
  })
}

function inMiB(bytes: number | undefined): string {
  return bytes === undefined ? 'not measured' : `${(bytes / 2 ** 20).toFixed(1)} MiB`
}
