import type { Absent, Row, Spread } from '../section.js'

/** Three digits that count, and thousands apart. */
export function number(value: number): string {
  const size = Math.abs(value)
  if (size >= 100) return Math.round(value).toLocaleString('en')
  return String(Number(value.toPrecision(3)))
}

/** A figure in its unit; long times in seconds. */
export function quantity(value: number, unit: string): string {
  if (unit === 'ms' && value >= 1000) return `${number(value / 1000)} s`
  return unit === '' ? number(value) : `${number(value)} ${unit}`
}

export function times(ratio: number): string {
  return `${number(ratio)} x`
}

export function ratioText({ ratio, atLeast }: Pick<Row, 'ratio' | 'atLeast'>): string {
  return `${atLeast ? 'at least ' : ''}${times(ratio.median)}`
}

/** Empty for one figure. */
export function rangeText({ low, high, runs }: Spread): string {
  return runs < 2 ? '' : `${number(low)} to ${number(high)}`
}

export function bytes(count: number): string {
  const mib = count / 1024 ** 2
  return `${mib < 10 ? mib.toFixed(1) : Math.round(mib).toLocaleString('en')} MiB`
}

/** `2026-01-31 12:30 UTC` */
export function dateText(date: string): string {
  return date.replace(/^(\d+-\d+-\d+)T(\d+:\d+).*$/, '$1 $2 UTC')
}

/** What could not run, and why; of an opponent that never could, one line for all. */
export function absentLines(all: readonly Absent[]): string[] {
  const works = new Map<string, string[]>()
  for (const { work, opponent, why } of all) {
    const key = `${opponent}: ${why}`
    works.set(key, [...(works.get(key) ?? []), work])
  }
  return [...works].map(([key, [first, ...others]]) => {
    return others.length === 0 ? `${first}, ${key}` : `${others.length + 1} works, ${key}`
  })
}
