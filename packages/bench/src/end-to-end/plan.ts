import type { Extent } from '../section.js'
import type { Network } from './network.js'
import { type Opponent, type OpponentGroup, opponents } from './opponents.js'
import type { Direction } from './work.js'
import type { WorkName } from './workshop.js'

/** One row to be: a work, a direction, an opponent. */
export interface Match {
  readonly work: WorkName
  readonly direction: Direction
  readonly opponent: Opponent
  readonly isOnDisk?: true
  /** Our client and server have made the transfer several times before. */
  readonly isWarm?: true
  readonly network?: Network
  /** Takes so long that only a full run has it. */
  readonly isLong?: true
}

const WORKS: readonly WorkName[] = [
  'large',
  'small',
  'wide',
  'chain',
  'directory',
  'small-changed',
  'small-synced',
]
const BOTH: readonly Direction[] = ['pull', 'push']
const MBIT = 1e6
const GBIT = 1e9
const LINE: Network = { roundTrip: 50, rate: 20 * MBIT }

/** In the order in which they run. A short run is without the ports, which take minutes to build. */
export function plan(extent: Extent, vs: OpponentGroup | undefined): readonly Match[] {
  if (extent === 'short') return counted(vs)
  const all = [...ports(), ...warm(), ...overHttp(), ...onDisk(), ...overNetworks(extent)]
  return all.filter(({ opponent, isLong }) => {
    return (vs === undefined || opponent.group === vs) && (extent === 'full' || !isLong)
  })
}

/** Every work in both directions once, and each way to measure once. */
function counted(vs: OpponentGroup | undefined): Match[] {
  const { wholeCar, perBlock, perLevel, library } = opponents
  const chosen = Object.values(opponents).find(({ group }) => group === vs) ?? wholeCar
  const each = WORKS.flatMap((work) =>
    BOTH.map((direction): Match => ({ work, direction, opponent: chosen })),
  )
  if (vs !== undefined) return each
  return [
    ...each,
    { work: 'few', direction: 'pull', opponent: perBlock },
    { work: 'few', direction: 'pull', opponent: perLevel },
    { work: 'few', direction: 'pull', opponent: library, isOnDisk: true },
    { work: 'few', direction: 'pull', opponent: wholeCar, network: LINE },
  ]
}

function ports(): Match[] {
  const { rust, go } = opponents
  return WORKS.flatMap((work) =>
    [rust, go].flatMap((opponent) =>
      BOTH.map((direction): Match => {
        // Rust takes longer than the limit of a normal run on the first, in either direction.
        const isLong = opponent === rust && direction === 'push' && work === 'small'
        return { work, direction, opponent, ...(isLong && { isLong }) }
      }),
    ),
  )
}

/** What cold code costs: a compiled port has none. */
function warm(): Match[] {
  const works: readonly WorkName[] = ['large', 'small', 'wide', 'chain', 'directory']
  return works.map((work) => {
    return { work, direction: 'pull', opponent: opponents.go, isWarm: true }
  })
}

function overHttp(): Match[] {
  const { inSeries, wholeCar, perBlock, perLevel, library } = opponents
  const pulls = (opponent: Opponent, works: readonly WorkName[]) =>
    works.map((work): Match => ({ work, direction: 'pull', opponent }))
  const pushes = (opponent: Opponent, works: readonly WorkName[]) =>
    works.map((work): Match => ({ work, direction: 'push', opponent }))
  return [
    ...pulls(inSeries, ['large']),
    ...pulls(wholeCar, ['large', 'small', 'directory', 'small-changed', 'directory-changed']),
    ...pushes(wholeCar, ['large', 'small']),
    ...pulls(perBlock, ['directory', 'chain', 'small-changed']),
    ...pulls(perLevel, ['small', 'directory', 'chain', 'small-changed']),
    ...pulls(library, ['large', 'small', 'directory']),
    ...pushes(library, ['large', 'small']),
  ]
}

function onDisk(): Match[] {
  const { wholeCar, library } = opponents
  return (['large', 'small'] as const).flatMap((work) =>
    BOTH.flatMap((direction) =>
      [wholeCar, library].map((opponent): Match => {
        const isLong = direction === 'push'
        return { work, direction, opponent, isOnDisk: true, ...(isLong && { isLong }) }
      }),
    ),
  )
}

/** A cold pull and one after a change: on one line, or else on all. */
function overNetworks(extent: Extent): Match[] {
  const all = [0, 50, 200].flatMap((roundTrip) =>
    [20 * MBIT, GBIT].map((rate): Network => ({ roundTrip, rate })),
  )
  const networks = extent === 'full' ? all : [LINE]
  const { wholeCar, perBlock, perLevel } = opponents
  return networks.flatMap((network) =>
    (['few', 'small-changed'] as const).flatMap((work) =>
      [wholeCar, perBlock, perLevel].map((opponent): Match => {
        return { work, direction: 'pull', opponent, network }
      }),
    ),
  )
}
