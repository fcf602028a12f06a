import type { Row } from '../../section.js'
import { number, times } from '../words.js'
import { drawing, element, line, text } from './element.js'
import { logScale, type Scale } from './scale.js'

/** A bar to be. */
export interface Bar {
  readonly label: string
  readonly row: Row
}

export interface BarsOptions {
  readonly title: string
  /** Pixels. Labels that would take most of it stand above their bars. */
  readonly width: number
  readonly styles?: string
}

/** The share of the width that labels may have. */
const MOST = 0.55
/** Of a character of a label, on average. */
const CHARACTER = 7.3
/** For what stands behind the longest bar. */
const VALUES = 74
const BAR = 13
const HEAD = 24

/** How many times faster ours is, on a log axis: a bar to the right of 1, or to the left where it is not. */
export function bars(all: readonly Bar[], { title, width, styles }: BarsOptions): string {
  const labels = 14 + CHARACTER * Math.max(...all.map(({ label }) => label.length))
  const isStacked = labels > MOST * width
  const pitch = isStacked ? 42 : 25
  const left = isStacked ? 8 : labels
  const values = all.flatMap(({ row }) => [row.ratio.median, row.goal ?? 1])
  const scale = logScale([...values, 0.5, 2], left, width - VALUES)
  const height = HEAD + all.length * pitch + 6
  const rows = all.map((bar, i) => {
    const top = HEAD + i * pitch
    const middle = top + (isStacked ? 29 : pitch / 2)
    const label = isStacked
      ? text(left, top + 15, 'label', bar.label)
      : text(left - 10, middle + 4, 'label end', bar.label)
    return label + oneBar(bar.row, scale, middle)
  })
  return drawing(width, height, title, [axis(scale, height), ...rows], styles)
}

function axis(scale: Scale, height: number): string {
  const marks = scale.marks.map((mark) => {
    const x = scale.at(mark)
    const kind = mark === 1 ? 'one' : 'grid'
    return line(x, HEAD - 4, x, height - 4, kind) + text(x, HEAD - 10, 'mark', number(mark))
  })
  return marks.join('')
}

function oneBar({ ratio, goal, atLeast }: Row, scale: Scale, middle: number): string {
  const [one, end] = [scale.at(1), scale.at(ratio.median)]
  const isAhead = ratio.median >= Math.min(1, goal ?? 1)
  const area = { x: Math.min(one, end), y: middle - BAR / 2, height: BAR }
  const kind = isAhead ? 'bar ahead' : 'bar behind'
  const bar = element('rect', { ...area, width: Math.max(1, Math.abs(end - one)), class: kind })
  const whisker = line(
    clamped(ratio.low, scale),
    middle,
    clamped(ratio.high, scale),
    middle,
    'spread',
  )
  const mark = goal === undefined ? undefined : scale.at(goal)
  const words = `${atLeast ? '≥ ' : ''}${times(ratio.median)}`
  const farthest = Math.max(one, end, clamped(ratio.high, scale))
  const value = text(valuePlace(farthest, words, mark), middle + 4, 'value', words)
  return bar + whisker + (mark === undefined ? '' : goalMark(mark, middle)) + value
}

/** Right of the bar, and of the mark of the goal if that would go through it. */
function valuePlace(end: number, words: string, mark = 0): number {
  const place = end + 7
  return mark > end - 7 && mark < place + CHARACTER * words.length ? mark + 7 : place
}

function goalMark(x: number, middle: number): string {
  return line(x, middle - BAR / 2 - 3, x, middle + BAR / 2 + 3, 'goal')
}

/** The axis goes by the medians; a spread beyond it ends at its end. */
function clamped(value: number, { at, marks }: Scale): number {
  return at(Math.min(Math.max(value, marks[0]!), marks.at(-1)!))
}
