/** 0 done, 1 failed, 2 wrong usage, 3 ended but incomplete. */
export type ExitCode = 0 | 1 | 2 | 3

/** How a command ended. */
export interface Report {
  /** The object that `--json` prints. */
  readonly result: object
  /** What a person gets on stdout instead. */
  readonly lines: readonly string[]
  readonly exitCode?: ExitCode
}

/** Prints a report; with `json`, nothing but its result. */
export function print({ result, lines }: Report, json: boolean): void {
  const text = json ? [JSON.stringify(result)] : lines
  for (const line of text) process.stdout.write(`${line}\n`)
}

/** A line for the person that is not the result. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`)
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB']

export function formatBytes(bytes: number): string {
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), UNITS.length - 1)
  const value = bytes / 1024 ** power
  return `${value.toFixed(power === 0 || value >= 100 ? 0 : 1)} ${UNITS[power]}`
}

export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}

export function formatTime(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}

/** A list for a person: the first entries, and how many more there are. */
export function firstOf(entries: readonly string[], limit = 20): string[] {
  const more = entries.length - limit
  return more <= 0 ? [...entries] : [...entries.slice(0, limit), `... and ${more} more (--json)`]
}
