import type { FilterModel } from '../model/filter.js'
import type { Port } from '../suite/port.js'
import { type Cell, type Direction, runCell } from './run-cell.js'
import { scenarios } from './scenarios.js'

/** One of those who talk to each other. */
export interface Participant {
  readonly name: string
  /** Its server, and its client for servers of its own kind. */
  readonly port: Port
  /** Ours has a client for every dialect; the others speak their own to everybody. */
  readonly clientFor: (server: Port) => Port
}

const DIRECTIONS: readonly Direction[] = ['pull', 'push']

/** Every scenario, in both directions, between every client and every server. */
export async function runMatrix(
  participants: readonly Participant[],
  model: FilterModel,
  told: (cell: Cell) => void,
): Promise<Cell[]> {
  const cells: Cell[] = []
  for (const scenario of scenarios(model)) {
    for (const direction of DIRECTIONS) {
      for (const client of participants) {
        for (const server of participants) {
          const from = client.clientFor(server.port)
          const ended = await runCell(scenario, direction, from, server.port)
          const cell = { ...ended, client: client.name, server: server.name }
          cells.push(cell)
          told(cell)
        }
      }
    }
  }
  return cells
}
