import type { FilterModel } from '../model/filter.js'
import type { Port } from '../suite/port.js'
import { type Cell, type Direction, runCell } from './run-cell.js'
import { scenarios } from './scenarios.js'

/** A way to get a client that speaks a server's dialect; undefined if there is none. */
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
          const cell = await runCell(
            scenario,
            direction,
            client.clientFor(server.port),
            server.port,
          )
          const named = { ...cell, client: client.name, server: server.name }
          cells.push(named)
          told(named)
        }
      }
    }
  }
  return cells
}
