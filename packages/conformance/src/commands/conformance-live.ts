import { existsSync, readdirSync } from 'node:fs'
import { basename } from 'node:path'
import type { Profile } from '@car-mirror/vectors'
import { commandPort } from '../live/client-port.js'
import { writeFixtures } from '../live/fixtures.js'
import { urlPort } from '../live/server-port.js'
import { type Port, PortProblem } from '../suite/port.js'
import type { RunOptions } from './conformance-options.js'

export interface ServerOptions extends RunOptions {
  readonly dialect: Profile
  readonly restart?: string
  readonly fixtures?: string
}

export interface ClientOptions extends RunOptions {
  readonly dialect: Profile
  readonly direction: 'pull' | 'push'
  readonly dump?: string
}

/** @throws PortProblem */
export async function openServer(url: string, options: ServerOptions): Promise<Port> {
  const { dialect, restart, fixtures, seed, timeout } = options
  if (fixtures !== undefined) await checkFixtures(fixtures, seed)
  const isLoaded = fixtures !== undefined
  return urlPort({ url, dialect, restart, fixtures: isLoaded, timeout: 1000 * timeout })
}

/** @throws PortProblem */
export function openClient(command: readonly string[], options: ClientOptions): Port {
  const { dialect, direction, dump, timeout } = options
  return commandPort({ command, direction, dialect, dump, timeout: 1000 * timeout })
}

/**
 * The file of what the server must hold. It is known to be loaded when it has been there before.
 * @throws PortProblem `absent` if it is written only now
 */
async function checkFixtures(folder: string, seed: number): Promise<void> {
  const before = existsSync(folder) ? readdirSync(folder) : []
  const { file, blocks } = await writeFixtures(folder, seed)
  if (before.includes(basename(file))) return
  const message = `the server needs the ${blocks} blocks of ${file}: load them, and run this again`
  throw new PortProblem('absent', message)
}
