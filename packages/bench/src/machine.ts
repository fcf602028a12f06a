import { execFile } from 'node:child_process'
import { cpus, platform, release, totalmem } from 'node:os'
import process from 'node:process'
import { promisify } from 'node:util'

/** What the figures were measured on. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  /** Bytes. */
  readonly memory: number
  readonly system: string
  readonly node: string
  /** As they describe themselves; undefined where they are not there. */
  readonly rustc: string | undefined
  readonly go: string | undefined
}

const run = promisify(execFile)

export async function describeMachine(): Promise<Machine> {
  const all = cpus()
  const [rustc, go] = await Promise.all([version('rustc', '--version'), version('go', 'version')])
  return {
    cpu: all[0]?.model.trim() ?? 'unknown',
    cores: all.length,
    memory: totalmem(),
    system: `${platform()} ${numbers(release())}`,
    node: process.version,
    rustc,
    go,
  }
}

/** A kernel's version, without the name that whoever built it gave it. */
function numbers(release: string): string {
  return /^\d+(?:\.\d+)*/.exec(release)?.[0] ?? release
}

/** In one line. */
export function machineText({ cpu, cores, memory, system, node, rustc, go }: Machine): string {
  const tools = [rustc, go].filter((tool) => tool !== undefined)
  const size = `${Math.round(memory / 1024 ** 3)} GiB`
  return [`${cpu}, ${cores} cores, ${size}`, system, `Node ${node.slice(1)}`, ...tools].join('; ')
}

async function version(tool: string, ...words: string[]): Promise<string | undefined> {
  try {
    const { stdout } = await run(tool, words)
    return stdout.trim()
  } catch {
    return undefined
  }
}
