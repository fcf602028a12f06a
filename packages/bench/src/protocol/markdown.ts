/** A table of Markdown, its columns as wide as what is in them; all but the first to the right. */
export function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = head.map((cell, i) =>
    Math.max(3, cell.length, ...lines.map((line) => line[i]!.length)),
  )
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join(' | ')} |`
  const rule = widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  return [row(head), row(rule), ...lines.map(row)].join('\n')
}

/** With separators. */
export function whole(count: number): string {
  return Math.round(count).toLocaleString('en-US')
}

/** In units that leave three digits or so. */
export function size(bytes: number): string {
  if (bytes < 1024) return `${Math.round(bytes)} B`
  const units = ['KiB', 'MiB', 'GiB']
  const power = Math.min(Math.floor(Math.log2(bytes) / 10), units.length)
  const value = bytes / 1024 ** power
  return `${value < 100 ? Number(value.toFixed(1)) : Math.round(value)} ${units[power - 1]}`
}

export function inRounds(count: number): string {
  return count === 1 ? '1 round' : `${count} rounds`
}

export function percent(share: number): string {
  return `${Number((100 * share).toPrecision(2))} %`
}
