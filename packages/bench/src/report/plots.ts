import type { Row, Section } from '../section.js'
import { type Bar, bars } from './svg/bars.js'
import { lines } from './svg/lines.js'

/** One picture, to be drawn as wide as it is shown. */
export interface Picture {
  readonly title: string
  /** @param styles for one that stands alone */
  draw(width: number, styles?: string): string
}

/** An opponent with fewer rows shares a picture with others of that kind. */
const OWN_PICTURE = 3

/** Ratios by opponent, and the plots of the section. */
export function pictures(section: Section): Picture[] {
  const { rows, plots } = section
  const byOpponent = grouped(rows)
  const large = [...byOpponent].filter(([, all]) => all.length >= OWN_PICTURE)
  const small = rows.filter(({ opponent }) => byOpponent.get(opponent)!.length < OWN_PICTURE)
  return [
    ...large.map(([opponent, all]) =>
      ratioPicture(
        `Ours against ${opponent}`,
        all.map((row) => ({ label: row.work, row })),
      ),
    ),
    ...(small.length === 0
      ? []
      : [
          ratioPicture(
            large.length === 0 ? 'Ours against others' : 'Ours against the rest',
            small.map((row) => ({ label: `${row.work}, ${row.opponent}`, row })),
          ),
        ]),
    ...plots
      .filter(({ series }) => series.some(({ points }) => points.length > 0))
      .map((plot): Picture => {
        const options = (width: number, styles?: string) => ({ width, ...(styles && { styles }) })
        return { title: plot.title, draw: (...given) => lines(plot, options(...given)) }
      }),
  ]
}

function ratioPicture(title: string, all: readonly Bar[]): Picture {
  return { title, draw: (width, styles) => bars(all, { title, width, ...(styles && { styles }) }) }
}

function grouped(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) groups.set(row.opponent, [...(groups.get(row.opponent) ?? []), row])
  return groups
}
