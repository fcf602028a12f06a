import type { Pins } from '../../spec/pins.js'
import { html, type Markup } from '../html.js'
import type { Markdown } from '../markdown.js'
import { figure, text } from './frame.js'

/** Indices of the worked example in 64 bits with two hashes. */
const indices = [45, 50]
const byteCount = 8

const cell = 34
const left = 66
const top = 50

/** The bytes of a filter, one a row, with the bits that two indices set. */
export function filterBitsFigure(pins: Pins, { inline }: Markdown): Markup {
  const { bitOrder } = pins['BF-12']
  const bytes = bytesOf(indices, bitOrder)
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0'))
  return figure(
    {
      id: 'figure-bits',
      title: `A filter with the bits ${indices.join(' and ')} set`,
      description: `Eight bytes: ${hex.join(' ')}.`,
      caption: inline(
        `As bytes: \`${hex.join('')}\`. Each row is a byte, its most significant bit at the left, as one ` +
          'writes a number; in each cell stands the index that the bit is for (BF-12). Eight bytes say ' +
          'that the filter has 64 bits (BF-13).',
      ),
      width: left + 8 * cell + 150,
      height: top + byteCount * cell + 12,
    },
    html`${drawHead()}${bytes.map((byte, i) => drawByte(byte, i, bitOrder))}`,
  )
}

export function bytesOf(set: readonly number[], order: Pins['BF-12']['bitOrder']): number[] {
  const bytes = new Array<number>(byteCount).fill(0)
  for (const index of set) {
    const bit = order === 'lsb-first' ? index % 8 : 7 - (index % 8)
    bytes[Math.floor(index / 8)]! |= 1 << bit
  }
  return bytes
}

function drawHead(): Markup {
  const values = Array.from({ length: 8 }, (_, column) =>
    text(left + column * cell + cell / 2, top - 10, String(2 ** (7 - column)), {
      anchor: 'middle',
      look: 'small muted',
    }),
  )
  return html`${text(left - 14, top - 10, 'worth', { anchor: 'end', look: 'small muted' })}${values}
${text(left + 8 * cell + 16, top - 10, 'hex', { look: 'small muted' })}`
}

function drawByte(byte: number, i: number, order: Pins['BF-12']['bitOrder']): Markup {
  const y = top + i * cell
  const cells = Array.from({ length: 8 }, (_, column) => {
    const bit = 7 - column
    const isSet = ((byte >> bit) & 1) === 1
    const index = i * 8 + (order === 'lsb-first' ? bit : column)
    const x = left + column * cell
    return html`<rect x="${x}" y="${y}" width="${cell}" height="${cell - 6}" class="bit ${isSet && 'taken'}"/>
${text(x + cell / 2, y + 19, String(index), { anchor: 'middle', look: isSet ? 'mono strong' : 'mono small muted' })}`
  })
  const sums = indices
    .filter((index) => Math.floor(index / 8) === i)
    .map((index) => `${index} = ${i} × 8 + ${index % 8}`)
  return html`${text(left - 14, y + 19, `byte ${i}`, { anchor: 'end', look: 'small' })}${cells}
${text(left + 8 * cell + 16, y + 19, byte.toString(16).padStart(2, '0'), { look: byte === 0 ? 'mono muted' : 'mono strong' })}
${text(left + 8 * cell + 56, y + 19, sums.join(', '), { look: 'small' })}`
}
