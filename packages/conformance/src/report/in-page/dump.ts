import type { Bytes } from '../evidence.js'
import { asciiOf, byteAt, type Difference, differenceOf, isOther, rowsOf } from './bytes.js'
import { element, showButton } from './dom.js'

/** Bytes under a heading. */
interface Side {
  readonly title: string
  readonly bytes: Bytes
}

/** Rows as wide as there is room for: offset, and of each side bytes and characters. */
export function dump(sides: readonly Side[], room: number): HTMLElement {
  const hexes = sides.map(({ bytes }) => bytes.hex)
  const whole = sides.every(({ bytes: { hex, of } }) => hex.length / 2 === of)
  const difference = sides.length > 1 ? differenceOf(hexes, whole) : { first: -1, tail: 0 }
  const lines = linesOf(sides, perRowIn(room, sides.length), difference)
  const hidden = lines.filter((line) => line.hidden)
  const number = Math.max(...hexes.map((hex) => hex.length / 2)).toLocaleString('en-US')
  const show = () => {
    for (const line of hidden) line.hidden = false
  }
  const table = element('table', 'dump', dumpHead(sides), element('tbody', '', ...lines))
  const scroll = element('div', 'scroll', table)
  scroll.tabIndex = 0
  scroll.setAttribute('role', 'region')
  scroll.setAttribute('aria-label', sides.map(({ title }) => title).join(' and '))
  return element(
    'div',
    'dump-box',
    difference.first >= 0 && differenceLine(sides, difference),
    scroll,
    hidden.length > 0 &&
      showButton(`Show all ${number} bytes${whole ? '' : ' that are here'}`, show),
  )
}

/** Of many rows those around the first difference are shown, or else the first. */
export function linesOf(
  sides: readonly Side[],
  perRow: number,
  difference: Difference,
): HTMLTableRowElement[] {
  const rows = rowsOf(
    sides.map(({ bytes }) => bytes.hex),
    perRow,
  )
  const { first } = difference
  const firstRow = rows.findIndex(({ at, alike }) => first < at + perRow * (alike + 1))
  const [lead, kept] = first < 0 ? [0, 4] : [firstRow - 2, 8]
  const isShort = rows.length <= 8
  return rows.flatMap(({ at, alike }, index) => {
    const made = [dumpRow(sides, at, perRow, difference)]
    if (alike > 0) made.push(alikeRow(sides.length, alike, perRow))
    for (const line of made) line.hidden = !isShort && (index < lead || index >= lead + kept)
    return made
  })
}

/** Characters that fit, at the size that the style gives them. */
export function perRowIn(room: number, sides: number): number {
  const columns = room / 7.6
  const wide = (perRow: number) => 6 + sides * (4 * perRow + 5)
  return [16, 8].find((perRow) => wide(perRow) <= columns) ?? 4
}

export function dumpHead(sides: readonly Side[]): HTMLElement {
  const cells = sides.map(({ title, bytes }) => {
    const cell = element('th', '', `${title}, ${extent(bytes)}`)
    cell.setAttribute('colspan', '2')
    cell.setAttribute('scope', 'colgroup')
    return cell
  })
  const corner = element('th', '', 'byte')
  corner.setAttribute('scope', 'col')
  return element('thead', '', element('tr', '', corner, ...cells))
}

/** How many bytes there are, and which of them are here. */
export function extent({ hex, from, of }: Bytes): string {
  const here = hex.length / 2
  const number = (count: number) => count.toLocaleString('en-US')
  if (of === undefined) return `from byte ${number(from)}`
  if (here === of) return `${number(of)} ${of === 1 ? 'byte' : 'bytes'}`
  if (here === 0) return `${number(of)} bytes, none of them here`
  return `bytes ${number(from)} to ${number(from + here - 1)} of ${number(of)}`
}

export function differenceLine(sides: readonly Side[], { first, tail }: Difference): HTMLElement {
  const at = first + sides[0]!.bytes.from
  const same = tail > 0 ? `; the last ${tail.toLocaleString('en-US')} bytes are the same` : ''
  const place = `${at.toLocaleString('en-US')} (0x${at.toString(16)})`
  return element('p', 'difference', `First difference at byte ${place}${same}.`)
}

export function dumpRow(
  sides: readonly Side[],
  at: number,
  perRow: number,
  difference: Difference,
): HTMLTableRowElement {
  const offset = element('th', '', (at + sides[0]!.bytes.from).toString(16).padStart(4, '0'))
  offset.setAttribute('scope', 'row')
  const row = element('tr', '', offset) as HTMLTableRowElement
  const hexes = sides.map(({ bytes }) => bytes.hex)
  hexes.forEach((hex, side) => {
    const [bytes, characters] = [element('td', 'hex'), element('td', 'ascii')]
    for (let i = at; i < at + perRow; i++) {
      const byte = byteAt(hex, i)
      const isFirst = i === difference.first
      const other = isOther(hexes, side, i, difference)
      // Where one side has ended the other's bytes have nothing to stand beside.
      const shown = byte === '' ? (other || isFirst ? '--' : '  ') : byte
      if (i > at) bytes.append(' ')
      bytes.append(other || isFirst ? mark(shown, isFirst) : shown)
      characters.append(other && byte !== '' ? mark(asciiOf(byte), isFirst) : asciiOf(byte))
    }
    row.append(bytes, characters)
  })
  return row
}

export function mark(text: string, isFirst: boolean): HTMLElement {
  return element('mark', isFirst ? 'first' : '', text)
}

export function alikeRow(sides: number, alike: number, perRow: number): HTMLTableRowElement {
  const words = `${alike.toLocaleString('en-US')} more ${alike === 1 ? 'row' : 'rows'} like this, ${(alike * perRow).toLocaleString('en-US')} bytes`
  const cell = element('td', 'alike', words)
  cell.setAttribute('colspan', String(2 * sides + 1))
  return element('tr', '', cell) as HTMLTableRowElement
}
