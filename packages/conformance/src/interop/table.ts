import type { Cell, Direction, Ending } from './run-cell.js'

const MARKS: Readonly<Record<Ending, string>> = {
  complete: 'yes',
  partial: 'all there is',
  silent: 'silent loss',
  stopped: 'stops',
  'no end': 'no end',
  cannot: 'cannot',
}

/** Words of a cell, each with what it means. */
export const legend: Readonly<Record<string, string>> = {
  yes: 'the receiver has everything, and the client says so',
  'all there is': 'it has everything that the sender has, and the client says that this is not all',
  stops: 'the client ends with an error, or with less than it could have had',
  'silent loss': 'something is missing, and the client says that nothing is',
  'no end': 'neither an end nor an answer in time',
  cannot: 'the client has no notion of it',
}

/**
 * A row for each scenario, a column for each pair of client and server in which `chosen` holds, in
 * Markdown; each cell says how the pull and the push ended, in one word if both ended alike.
 */
export function matrixTable(
  cells: readonly Cell[],
  chosen: (client: string, server: string) => boolean,
): string {
  const pairs = unique(cells.map(({ client, server }) => `${client} → ${server}`)).filter(
    (pair) => {
      const [client, server] = pair.split(' → ') as [string, string]
      return chosen(client, server)
    },
  )
  const scenarios = unique(cells.map(({ scenario }) => scenario))
  const rows = scenarios.map((scenario) => [
    scenario,
    ...pairs.map((pair) => {
      const [pull, push] = (['pull', 'push'] as const).map((direction) =>
        markOf(cells, scenario, direction, pair),
      )
      return pull === push ? pull! : `${pull} / ${push}`
    }),
  ])
  return aligned([['pull / push', ...pairs], ...rows])
}

function markOf(
  cells: readonly Cell[],
  scenario: string,
  direction: Direction,
  pair: string,
): string {
  const cell = cells.find((one) => {
    return (
      one.scenario === scenario &&
      one.direction === direction &&
      `${one.client} → ${one.server}` === pair
    )
  })
  return cell === undefined ? '' : MARKS[cell.ending]
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const lines = rows.map((row) => {
    return `| ${row.map((text, column) => text.padEnd(widths[column]!)).join(' | ')} |`
  })
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [lines[0], rule, ...lines.slice(1)].join('\n')
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)]
}
