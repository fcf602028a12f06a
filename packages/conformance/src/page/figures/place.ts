import type { Pins } from '../../spec/pins.js'
import type { Markup } from '../html.js'
import type { Markdown } from '../markdown.js'
import { dagFigure } from './dag.js'
import { filterBitsFigure } from './filter-bits.js'
import { indexSelectionFigure } from './index-selection.js'
import { pullFigure } from './pull.js'
import { pushFigure } from './push.js'

interface PlacedFigure {
  /** Name of the chapter's file, without its ending. */
  readonly chapter: string
  /** The section under whose title it stands; without one, below the chapter's introduction. */
  readonly section?: string
  readonly draw: (pins: Pins, markdown: Markdown) => Markup
}

const figures: readonly PlacedFigure[] = [
  { chapter: 'filter', draw: indexSelectionFigure },
  { chapter: 'filter', section: 'Bits', draw: filterBitsFigure },
  { chapter: 'rounds', section: 'What the sender makes of it', draw: (_, text) => dagFigure(text) },
  { chapter: 'pull', draw: pullFigure },
  { chapter: 'push', draw: pushFigure },
]

/**
 * The figures of a place in a chapter. A figure whose section has been renamed stands below the
 * introduction rather than nowhere.
 */
export function figuresAt(
  chapter: string,
  section: string | undefined,
  sections: readonly string[],
): readonly PlacedFigure['draw'][] {
  return figures
    .filter((figure) => figure.chapter === chapter)
    .filter((figure) => placeIn(sections, figure.section) === section)
    .map(({ draw }) => draw)
}

function placeIn(sections: readonly string[], wanted: string | undefined): string | undefined {
  return wanted !== undefined && sections.includes(wanted) ? wanted : undefined
}
