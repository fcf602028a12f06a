import { coldCallTable } from './cold-call.js'
import { rateTable } from './filter-rates.js'
import { filterSizeTable } from './filter-sizes.js'
import { whole } from './markdown.js'
import type { Tables } from './measure.js'
import { narrowingTable } from './narrowing.js'
import { overlapTable } from './overlap.js'

/** What stands between the marks of the page, by their names. */
export function tuningTables({ size, ...tables }: Tables): ReadonlyMap<string, string> {
  const { blocks, seeds } = size.rates
  const dags = (count: number) => `DAGs of ${whole(count)} blocks`
  return new Map([
    ['filter sizes', filterSizeTable()],
    ['filter rates', captioned(`${dags(blocks)}, ${seeds} seeds.`, rateTable(tables.rates))],
    ['overlap', captioned(`${dags(size.overlap)}.`, overlapTable(tables.overlap))],
    ['narrowing', captioned(`${dags(size.narrowing)}.`, narrowingTable(tables.narrowing))],
    ['cold calls', captioned(`${dags(size.coldCalls)}.`, coldCallTable(tables.coldCalls))],
  ])
}

function captioned(caption: string, table: string): string {
  return `${caption}\n\n${table}`
}

/**
 * The page with these between its marks.
 * @throws Error unless the page has a place for each of them, and no other
 */
export function filledPage(page: string, tables: ReadonlyMap<string, string>): string {
  const left = new Set(tables.keys())
  const filled = page.replace(MARKS, (_, start: string, name: string, end: string) => {
    const table = tables.get(name)
    if (table === undefined || !left.delete(name)) throw new Error(`no table for the mark ${name}`)
    return `${start}\n\n${table}\n\n${end}`
  })
  if (left.size > 0) throw new Error(`the page has no mark ${[...left].join(', ')}`)
  return filled
}

const MARKS = /(<!-- table: ([a-z ]+) -->)[\s\S]*?(<!-- \/table -->)/g
