import type { PinRow } from './clause.js'
import type { Line } from './outline.js'
import type { Reports } from './reports.js'

const HEADER = /^\|\s*pin\s*\|\s*value\s*\|\s*meaning\s*\|$/

export interface PinTable {
  readonly rows: readonly PinRow[]
  /** Pins that are there but cannot be read: reported, so not missing. */
  readonly unreadable: readonly string[]
  /** The clause without its tables of pins. */
  readonly rest: readonly Line[]
}

/** Takes the tables of pins out of a clause. */
export function parsePinTables(lines: readonly Line[], reports: Reports): PinTable {
  const rows = new Map<string, PinRow>()
  const unreadable: string[] = []
  const rest: Line[] = []
  let inTable = false
  for (const line of lines) {
    const starts = !line.fenced && HEADER.test(line.text)
    inTable = starts || (inTable && line.text.startsWith('|'))
    if (!inTable) rest.push(line)
    if (!inTable || starts || /^\|[\s|:-]+\|$/.test(line.text)) continue
    const row = parseRow(line, reports)
    if (row === undefined) continue
    if (rows.has(row.name) || unreadable.includes(row.name)) {
      reports.add('ERR_SPEC_PIN', line.number, `the pin \`${row.name}\` is there twice`)
    } else if ('value' in row) rows.set(row.name, row)
    else unreadable.push(row.name)
  }
  return { rows: [...rows.values()], unreadable, rest }
}

/** A row without its value if that cannot be read, nothing if not even the name can. */
function parseRow(line: Line, reports: Reports): PinRow | { readonly name: string } | undefined {
  const cells = line.text.split(/(?<!\\)\|/).map((cell) => cell.trim())
  const [, first = '', second = '', meaning = ''] = cells
  const name = /^`([a-zA-Z][a-zA-Z0-9]*)`$/.exec(first)?.[1]
  if (name === undefined || cells.length !== 5) {
    reports.add('ERR_SPEC_PIN', line.number, 'not of the form "| `pin` | `value` | meaning |"')
    return name === undefined ? undefined : { name }
  }
  const json = /^`(.+)`$/.exec(second)?.[1]?.replaceAll('\\|', '|')
  if (json === undefined) {
    reports.add('ERR_SPEC_PIN', line.number, `the pin \`${name}\` has no value in backticks`)
    return { name }
  }
  try {
    return { name, value: JSON.parse(json), meaning, line: line.number }
  } catch {
    reports.add('ERR_SPEC_PIN', line.number, `the pin \`${name}\` is not JSON: ${json}`)
    return { name }
  }
}
