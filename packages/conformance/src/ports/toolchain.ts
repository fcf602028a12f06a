import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PortProblem } from '../suite/port.js'

/** A port that this package has an adapter for, and how that is built. */
export interface PortSource {
  readonly name: 'rust' | 'go'
  readonly folder: string
  /** What builds it, and the arguments that it takes for that. */
  readonly tool: string
  readonly build: readonly string[]
  /** The adapter, once it is built. */
  readonly adapter: string
}

/** Milliseconds for a build from nothing, downloads included. */
const BUILD_TIME = 30 * 60 * 1000

const home = fileURLToPath(new URL('../../ports/', import.meta.url))

export const portSources: readonly PortSource[] = [
  {
    name: 'rust',
    folder: join(home, 'rust'),
    tool: 'cargo',
    build: ['build', '--release', '--locked'],
    adapter: join(home, 'rust/target/release/car-mirror-rust-adapter'),
  },
  {
    name: 'go',
    folder: join(home, 'go'),
    tool: 'go',
    build: ['build', '-trimpath', '-o', 'build/adapter', '.'],
    adapter: join(home, 'go/build/adapter'),
  },
]

/**
 * Builds an adapter; what the tool says goes to stderr.
 * @throws PortProblem `absent` if the tool is not there or fails
 */
export function buildPort({ name, folder, tool, build }: PortSource): void {
  const { error, status } = spawnSync(tool, build, {
    cwd: folder,
    stdio: ['ignore', 2, 2],
    timeout: BUILD_TIME,
  })
  if (error !== undefined && 'code' in error && error.code === 'ENOENT') {
    throw new PortProblem('absent', `${tool} is not on PATH; the ${name} port needs it`)
  }
  if (error !== undefined || status !== 0) {
    const why = error?.message ?? `exit code ${status}`
    throw new PortProblem('absent', `${tool} ${build.join(' ')} failed in ${folder}: ${why}`)
  }
}
