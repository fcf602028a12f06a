import type { Fact, Plot, Series } from '../section.js'
import { type Curve, memoryPoints } from './curve.js'
import { fitLine, growthRate, type Point } from './fit.js'

const SIDES = ['sender', 'receiver'] as const

/** Below so many blocks, buffers that any transfer has hide what each block takes. */
const FEW = 5000

/** The most that time may grow with: a little above linear. */
const STEEPEST = 1.05
/** Bytes a block: its CID and an entry in an index. */
const MOST_PER_BLOCK = 120
/** Of the bytes that went by, as a share: when garbage is collected differs by as much. */
const MOST_PER_BYTE = 0.02

/** Time over blocks. @param goals whether the machine is to be held to them */
export function timeFacts(curve: Curve, goals: boolean): Fact[] {
  const points = curve.points.map(({ blocks, ms }): Point => [blocks, ms])
  const last = curve.points.at(-1)!
  const [from, to] = points.slice(-2)
  const steep = `from ${from![0]} to ${to![0]} blocks alone: ${growthRate([from!, to!]).toFixed(2)}`
  return [
    {
      work: `${nameOf(curve)}: time grows with blocks to the power of`,
      value: growthRate(points),
      unit: '',
      ...(goals && { goal: { is: '<=', value: STEEPEST } as const }),
      note: steep,
    },
    {
      work: `${nameOf(curve)}: ${last.blocks} blocks`,
      value: last.ms / 1000,
      unit: 's',
      note: `${last.rounds} ${last.rounds === 1 ? 'round' : 'rounds'}`,
    },
  ]
}

/** No noise of the machine touches it. */
export function countFact(curve: Curve): Fact {
  return {
    work: `${nameOf(curve)}: blocks that moved beyond those of the DAG`,
    value: Math.max(...curve.points.map(({ excess }) => excess)),
    unit: 'blocks',
    goal: { is: '<=', value: 0 },
    isCount: true,
  }
}

/** What each block takes. */
export function blockMemoryFacts(curve: Curve, goals: boolean): Fact[] {
  return SIDES.flatMap((side): Fact[] => {
    const points = memoryPoints(curve, side, 'blocks').filter(([blocks]) => blocks >= FEW)
    if (points.length < 2) return []
    return [
      {
        work: `${nameOf(curve)}: memory of the ${side} for each block`,
        value: fitLine(points).slope,
        unit: 'B',
        ...(goals && { goal: { is: '<=', value: MOST_PER_BLOCK } as const }),
        note: `at most ${inMiB(Math.max(...points.map(([, memory]) => memory)))}`,
      },
    ]
  })
}

/** What each byte takes, which should be nothing. */
export function byteMemoryFacts(curve: Curve, goals: boolean): Fact[] {
  return SIDES.flatMap((side): Fact[] => {
    const points = memoryPoints(curve, side, 'bytes')
    if (points.length < 2) return []
    const peaks = points.map(([bytes, memory]) => `${inMiB(memory)} of ${inMiB(bytes)}`)
    return [
      {
        work: `${nameOf(curve)}: memory of the ${side} for each byte`,
        value: fitLine(points).slope,
        unit: 'B',
        ...(goals && { goal: { is: '<=', value: MOST_PER_BYTE } as const }),
        note: peaks.join(', '),
      },
    ]
  })
}

export function timePlot(curves: readonly Curve[]): Plot {
  return {
    title: 'Time of a transfer over its blocks',
    x: { label: 'blocks', log: true },
    y: { label: 's', log: true },
    series: curves.map((curve) => ({
      name: nameOf(curve),
      points: curve.points.map(({ blocks, ms }): Point => [blocks, ms / 1000]),
    })),
  }
}

export function memoryPlot(curves: readonly Curve[], over: 'blocks' | 'bytes'): Plot {
  const log = over === 'blocks'
  const scale = over === 'blocks' ? 1 : 2 ** 20
  const series = curves.flatMap((curve) =>
    SIDES.map((side): Series => {
      const points = memoryPoints(curve, side, over)
      return {
        name: `${nameOf(curve)}, ${side}`,
        points: points.map(([x, memory]): Point => [x / scale, memory / 2 ** 20]),
      }
    }).filter(({ points }) => points.length > 0),
  )
  return {
    title: `Peak of anonymous memory over ${over}`,
    x: { label: over === 'blocks' ? 'blocks' : 'MiB moved', log },
    y: { label: 'MiB above the start', log },
    series,
  }
}

function nameOf({ direction, store }: Curve): string {
  return `${direction}, ${store === 'lmdb' ? 'LMDB' : 'generated'} stores`
}

function inMiB(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`
}
