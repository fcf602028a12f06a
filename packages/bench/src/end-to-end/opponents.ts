import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { buildPort, portSources } from '@car-mirror/conformance/dist/ports/toolchain.js'
import { PortProblem } from '@car-mirror/conformance/dist/suite/port.js'

/** Opponents as the command line groups them. */
export const opponentGroups = ['rust', 'go', 'library', 'http'] as const
export type OpponentGroup = (typeof opponentGroups)[number]

/** A pair of peers of one kind. */
export interface Opponent {
  readonly name: string
  readonly group: OpponentGroup
  readonly command: readonly string[]
  /** What builds it, where it has to be built. */
  readonly port?: 'rust' | 'go'
}

export const oursCommand = nodePeer('ours')

export const opponents = {
  rust: port('Rust', 'rust', 'target/release/bench-peer'),
  go: port('Go', 'go', 'build/bench-peer'),
  wholeCar: { name: 'whole CAR', group: 'http', command: nodePeer('whole-car') },
  perBlock: { name: 'request per block', group: 'http', command: nodePeer('per-block') },
  perLevel: { name: 'request per level', group: 'http', command: nodePeer('per-level') },
  library: { name: 'library stack', group: 'library', command: nodePeer('library') },
  inSeries: { name: 'HTTP, then sha256', group: 'http', command: nodePeer('in-series') },
} satisfies Record<string, Opponent>

/**
 * Builds what has to be built; what the tool says goes to stderr.
 * @returns why it cannot run
 */
export function buildOpponent({ port }: Opponent): string | undefined {
  const source = portSources.find(({ name }) => name === port)
  if (source === undefined) return undefined
  const build = port === 'go' ? GO_BUILD : source.build
  try {
    buildPort({ ...source, build })
    return undefined
  } catch (error) {
    if (error instanceof PortProblem) return error.message
    throw error
  }
}

const GO_BUILD = ['build', '-trimpath', '-o', 'build/bench-peer', './bench-peer']

function port(name: string, tool: 'rust' | 'go', program: string): Opponent {
  const { folder } = portSources.find((source) => source.name === tool)!
  return { name, group: tool, command: [join(folder, program)], port: tool }
}

function nodePeer(name: string): readonly string[] {
  return [process.execPath, fileURLToPath(new URL(`../../dist/peers/${name}.js`, import.meta.url))]
}
