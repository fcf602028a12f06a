import type { Plot, Series } from '../../section.js'
import { number } from '../words.js'
import { drawing, element, line, text } from './element.js'
import { linearScale, logScale, type Scale } from './scale.js'

export interface LinesOptions {
  /** Pixels. */
  readonly width: number
  readonly styles?: string
}

/** Series beyond these begin with the first colour again. */
const COLOURS = 6
const LEFT = 52
const TOP = 26
const HEIGHT = 250
const LEGEND = 20
/** What a mark below the axis takes. */
const ROOM = 54

/** One line for each series. */
export function lines(plot: Plot, { width, styles }: LinesOptions): string {
  const points = plot.series.flatMap((series) => series.points)
  const right = width - 14
  const x = (plot.x.log ? logScale : linearScale)(
    points.map(([value]) => value),
    LEFT,
    right,
  )
  const y = (plot.y.log ? logScale : linearScale)(
    points.map(([, value]) => value),
    TOP + HEIGHT,
    TOP,
  )
  const legendTop = TOP + HEIGHT + 48
  const perLine = width < 560 ? 1 : 2
  const legend = plot.series.map((series, i) => {
    const place = [
      LEFT + ((right - LEFT) / perLine) * (i % perLine),
      Math.floor(i / perLine),
    ] as const
    return legendEntry(series, i, place[0], legendTop + place[1] * LEGEND)
  })
  const parts = [
    axes(plot, x, y, right),
    ...plot.series.map((series, i) => oneLine(series, i, x, y)),
    ...legend,
  ]
  const height = legendTop + Math.ceil(plot.series.length / perLine) * LEGEND
  return drawing(width, height, plot.title, parts, styles)
}

function axes(plot: Plot, x: Scale, y: Scale, right: number): string {
  const bottom = TOP + HEIGHT
  const every = Math.ceil((ROOM * (x.marks.length - 1)) / (right - LEFT))
  return [
    ...y.marks.map((mark) => {
      const at = y.at(mark)
      return line(LEFT, at, right, at, 'grid') + text(LEFT - 6, at + 4, 'mark end', short(mark))
    }),
    ...x.marks.map((mark, i) => {
      const at = x.at(mark)
      const word = i % every === 0 ? text(at, bottom + 16, 'mark', short(mark)) : ''
      return line(at, TOP, at, bottom, 'grid') + word
    }),
    text(LEFT, TOP - 12, 'axis', plot.y.label),
    text(right, bottom + 32, 'axis end', plot.x.label),
  ].join('')
}

function oneLine({ points }: Series, index: number, x: Scale, y: Scale): string {
  const places = points.map(([a, b]) => [x.at(a), y.at(b)] as const)
  const path = places.map(([a, b]) => `${a.toFixed(1)},${b.toFixed(1)}`).join(' ')
  const kind = `s${index % COLOURS}`
  const dots = places.map(([cx, cy]) => element('circle', { cx, cy, r: 3, class: `dot ${kind}` }))
  return element('polyline', { points: path, class: `series ${kind}` }) + dots.join('')
}

function legendEntry({ name }: Series, index: number, x: number, y: number): string {
  const kind = `series s${index % COLOURS}`
  return line(x, y - 4, x + 18, y - 4, kind) + text(x + 24, y, 'label', name)
}

/** 1,000,000 as 10⁶ would need a second line of type; 1M does not. */
function short(value: number): string {
  if (value >= 1e6) return `${number(value / 1e6)}M`
  return value >= 1e4 ? `${number(value / 1e3)}k` : number(value)
}
