import { readdirSync, readFileSync } from 'node:fs'

/**
 * Resident memory in bytes of a process and all others of its group; undefined where there is no
 * /proc.
 */
export function groupMemory(group: number): number | undefined {
  let sum: number | undefined
  for (const name of processes()) {
    if (groupOf(name) === group) sum = (sum ?? 0) + residentOf(name)
  }
  return sum
}

function processes(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return []
  }
}

/** The fifth field of stat; the second is a name in parentheses, which may have any of its own. */
function groupOf(name: string): number | undefined {
  const [, , group] = read(`/proc/${name}/stat`).split(') ').at(-1)!.split(' ')
  return group === undefined ? undefined : Number(group)
}

function residentOf(name: string): number {
  const [, kibibytes] = /^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${name}/status`)) ?? []
  return 1024 * Number(kibibytes ?? 0)
}

/** Empty if the process has ended in the meantime. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
