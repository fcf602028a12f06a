import { element } from './dom.js'

/** A piece of a text, and whether the other text has it too. */
export interface Piece {
  readonly text: string
  readonly same: boolean
}

/** Words and numbers whole, all else by the character. */
export function piecesOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}_]+|\s+|./gsu) ?? []
}

/**
 * What two texts have in common, and what not. Between what both begin and end with, the longest
 * sequence that both have; where that would take too long, nothing.
 */
export function compareTexts(expected: string, actual: string): [Piece[], Piece[]] {
  const [a, b] = [piecesOf(expected), piecesOf(actual)]
  let head = 0
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) head++
  let tail = 0
  const most = Math.min(a.length, b.length) - head
  while (tail < most && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  const middles = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)] as const
  const [keptA, keptB] = commonOf(middles[0], middles[1])
  const whole = (all: readonly string[], middle: readonly string[], kept: ReadonlySet<number>) => [
    { text: all.slice(0, head).join(''), same: true },
    ...middle.map((text, i) => ({ text, same: kept.has(i) })),
    { text: all.slice(all.length - tail).join(''), same: true },
  ]
  return [joinPieces(whole(a, middles[0], keptA)), joinPieces(whole(b, middles[1], keptB))]
}

/** Places of a longest common sequence, in the one and in the other. */
export function commonOf(a: readonly string[], b: readonly string[]): [Set<number>, Set<number>] {
  const kept: [Set<number>, Set<number>] = [new Set(), new Set()]
  if (a.length * b.length > 250_000) return kept
  const width = b.length + 1
  const lengths = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const at = i * width + j
      lengths[at] =
        a[i] === b[j]
          ? lengths[at + width + 1]! + 1
          : Math.max(lengths[at + width]!, lengths[at + 1]!)
    }
  }
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    const at = i * width + j
    if (a[i] === b[j]) {
      kept[0].add(i++)
      kept[1].add(j++)
    } else if (lengths[at + width]! >= lengths[at + 1]!) i++
    else j++
  }
  return kept
}

export function joinPieces(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = []
  for (const piece of pieces) {
    const last = joined.at(-1)
    if (piece.text === '') continue
    if (last?.same === piece.same)
      joined[joined.length - 1] = { ...piece, text: last.text + piece.text }
    else joined.push(piece)
  }
  return joined
}

/** Two texts side by side, or the one that there is. */
export function textPanes(expected: string | undefined, actual: string | undefined): HTMLElement {
  const both = expected !== undefined && actual !== undefined
  const [a, b] = both
    ? compareTexts(expected, actual)
    : [[{ text: expected ?? '', same: true }], [{ text: actual ?? '', same: true }]]
  return element(
    'div',
    both ? 'panes' : 'panes single',
    expected !== undefined && textPane('expected', a!),
    actual !== undefined && textPane('actual', b!),
  )
}

export function textPane(title: string, pieces: readonly Piece[]): HTMLElement {
  const text = element('pre', '')
  let isFirst = true
  for (const piece of pieces) {
    text.append(
      element(piece.same ? 'span' : 'mark', !piece.same && isFirst ? 'first' : '', piece.text),
    )
    if (!piece.same) isFirst = false
  }
  if (pieces.length === 0) text.append(element('span', 'nothing-there', 'empty'))
  text.tabIndex = 0
  return element('div', 'pane', element('p', 'pane-title', title), text)
}
