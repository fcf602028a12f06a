import { createHash } from 'node:crypto'
import type { Hex } from '@car-mirror/vectors'
import { type JobEnd, type Port, PortProblem, type Stored } from '../suite/port.js'
import type { Scenario } from './scenarios.js'

export type Direction = 'pull' | 'push'

/**
 * - `complete`: the receiver has everything below the roots, and the client says so
 * - `partial`: it has everything that the sender has, and the client says that this is not all
 * - `silent`: something is missing, and the client says that it is complete
 * - `stopped`: the client ended with an error, or with less than it could have had
 * - `no end`: it did not end in time
 * - `cannot`: the client has no notion of this
 */
export type Ending = 'complete' | 'partial' | 'silent' | 'stopped' | 'no end' | 'cannot'

export interface Cell {
  readonly scenario: string
  readonly direction: Direction
  readonly client: string
  readonly server: string
  readonly ending: Ending
  /** The client's own words, where it ended with an error. */
  readonly detail?: string | undefined
}

/** Milliseconds that a transfer may take. */
const PATIENCE = 20_000
/** How an adapter says that its client did not end in that time. */
const GAVE_UP = 'gave up'

/** One scenario between a client and a server. */
export async function runCell(
  scenario: Scenario,
  direction: Direction,
  client: Port,
  server: Port,
): Promise<Omit<Cell, 'client' | 'server'>> {
  const { name, roots, sender, receiver } = scenario
  const [here, there] = direction === 'pull' ? [receiver, sender] : [sender, receiver]
  const cell = { scenario: name, direction }
  try {
    const { url, stored } = await server.server!.serve(there)
    const job = { url, roots, store: here, timeout: PATIENCE }
    const end = await client.client![direction](job)
    const after = direction === 'pull' ? end.stored : await stored()
    const detail = end.detail === undefined ? {} : { detail: oneLine(end.detail) }
    return { ...cell, ending: endingOf(scenario, end, after ?? []), ...detail }
  } catch (cause) {
    if (!(cause instanceof PortProblem)) throw cause
    const ending = cause.kind === 'unsupported' ? 'cannot' : 'no end'
    return { ...cell, ending, detail: oneLine(cause.message) }
  }
}

function endingOf({ sender, lacking }: Scenario, end: JobEnd, stored: readonly Stored[]): Ending {
  if (end.detail?.startsWith(GAVE_UP)) return 'no end'
  const hashes = new Map(stored.map(({ cid, sha256 }) => [cid, sha256]))
  const came = sender.every(({ cid, bytes }) => hashes.get(cid) === sha256Of(bytes))
  if (end.complete) return came && !lacking ? 'complete' : 'silent'
  return came && lacking ? 'partial' : 'stopped'
}

function sha256Of(bytes: Hex): Hex {
  return createHash('sha256').update(bytes, 'hex').digest('hex')
}

/** Without the port of the server, which is another in each run. */
function oneLine(text: string): string {
  return text
    .replaceAll(/127\.0\.0\.1:\d+/g, 'server')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 200)
}
