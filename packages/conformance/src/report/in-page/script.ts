/*
 * What runs in the reader's browser. Functions are put into the page by their source text, so each may
 * use only the page, its arguments, and the other functions in `inPage`.
 */
import { asciiOf, byteAt, differenceOf, differs, isOther, rowsOf } from './bytes.js'
import { clauseCopy, comparison, fillCard, fillClauses } from './card.js'
import {
  commonOf,
  compareTexts,
  joinPieces,
  piecesOf,
  textPane,
  textPanes,
} from './compare-text.js'
import { element, showButton } from './dom.js'
import {
  alikeRow,
  differenceLine,
  dump,
  dumpHead,
  dumpRow,
  extent,
  linesOf,
  mark,
  perRowIn,
} from './dump.js'
import { applyWish, showClause, showPart, tell, textOf } from './filter.js'
import { inputList, leavesOf, readInput, shortText, step, titleOf, transcript } from './sent.js'
import { copy, goToTests, readForm, start, wireFilter, writeForm } from './start.js'
import { testRow, toggleSame, unfold } from './unfold.js'
import { visible } from './visible.js'
import { fields, isNarrow, passes, readHash, writeHash } from './wish.js'

const inPage = [
  ...[visible, element, showButton],
  ...[byteAt, differs, differenceOf, isOther, rowsOf, asciiOf],
  ...[dump, linesOf, perRowIn, dumpHead, extent, differenceLine, dumpRow, mark, alikeRow],
  ...[piecesOf, compareTexts, commonOf, joinPieces, textPanes, textPane],
  ...[transcript, titleOf, step, readInput, leavesOf, inputList, shortText],
  ...[fillCard, comparison, fillClauses, clauseCopy],
  ...[fields, readHash, writeHash, isNarrow, passes],
  ...[applyWish, showClause, showPart, tell, textOf],
  ...[unfold, testRow, toggleSame],
  ...[start, wireFilter, goToTests, writeForm, readForm, copy],
]

/** The script of the page. */
export function script(): string {
  return `(() => {\n${inPage.join('\n\n')}\n\nstart()\n})()\n`
}
