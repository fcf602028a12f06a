import type { Fact } from '../section.js'
import type { Run } from './lane.js'
import type { Direction, Work } from './work.js'

/** CID and length before a block in a CAR, at most. Bytes. */
const FRAME = 36 + 3
/** Header of a CAR, and a request with a filter that has nothing. Bytes. */
const HEAD = 4096

type Count = Run['counts']

interface Counted {
  readonly title: string
  readonly work: Work
  readonly isCold: boolean
  readonly isSynced: boolean
  readonly runs: Count[]
}

/** What our client has counted. Of several runs of one work the worst is told. */
export class Counts {
  readonly #all = new Map<string, Counted>()

  add(title: string, direction: Direction, work: Work, runs: readonly Count[]): void {
    const isPull = direction === 'pull'
    const counted = this.#all.get(title) ?? {
      title,
      work,
      isCold: isPull && work.have === undefined,
      isSynced: isPull && work.have === work.car,
      runs: [],
    }
    counted.runs.push(...runs)
    this.#all.set(title, counted)
  }

  facts(): Fact[] {
    const all = [...this.#all.values()]
    const cold = all.filter(({ isCold }) => isCold)
    const synced = all.filter(({ isSynced }) => isSynced)
    return [
      ...limited('cold pulls: requests', cold.map(most('rounds')), 1),
      ...limited('cold pulls: duplicates', cold.map(most('duplicates')), 0),
      ...limited('cold pulls: bytes beyond frames and blocks', cold.map(beyond), HEAD),
      ...limited('pulls in sync: requests', synced.map(most('rounds')), 1),
      ...all.flatMap(listed),
    ]
  }
}

/** Nothing where nothing was counted. */
function limited(work: string, values: readonly number[], limit: number): Fact[] {
  if (values.length === 0) return []
  const goal = { is: '<=', value: limit } as const
  return [{ work, value: Math.max(...values), unit: '', goal, isCount: true }]
}

function most(count: keyof Count) {
  return ({ runs }: Counted) => Math.max(...runs.map((run) => run[count] ?? 0))
}

function beyond(counted: Counted): number {
  const { bytes, after } = counted.work
  return most('wireBytes')(counted) - bytes - after.blocks * FRAME
}

function listed(counted: Counted): Fact[] {
  const { title } = counted
  return [
    { work: `${title}: rounds`, value: most('rounds')(counted), unit: '' },
    { work: `${title}: duplicates`, value: most('duplicates')(counted), unit: '' },
    { work: `${title}: on the wire`, value: most('wireBytes')(counted), unit: 'B' },
  ]
}
