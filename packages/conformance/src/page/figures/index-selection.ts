import type { Pins } from '../../spec/pins.js'
import { html, type Markup } from '../html.js'
import type { Markdown } from '../markdown.js'
import { type Draw, drawIndex, type Sample } from './draw-index.js'
import { figure, text } from './frame.js'

/** XXH3-64 of the binary CIDv1 (raw, sha2-256) of `hello`, by seeds 0 to 3, from another implementation. */
export const workedExample = {
  element: '015512202cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
  size: 600,
  hashes: [0x3d4a4a1883f15badn, 0x1fa3ad03440d5132n, 0xc7734f6af774f7a2n, 0x8c8a1466144b608en],
} as const

const cell = 10
const left = 8
const stripTop = 62
const rowHeight = 26
const width = left + 64 * cell + 8

/** The four steps of the chapter, with the numbers that the pins give. */
export function indexSelectionFigure(pins: Pins, { inline }: Markdown): Markup {
  const { size, hashes, element } = workedExample
  const draws = hashes.map((hash) => drawIndex(hash, size, pins))
  const first = draws[0]!
  const tableTop = stripTop + 50 + (first.samples.length + 1) * rowHeight
  return figure(
    {
      id: 'figure-indices',
      title: 'Index selection, step by step',
      description: describe(draws, size),
      caption: inline(
        `A filter of ${size} bits, so samples of ${first.width} (BF-6), and the raw CIDv1 of \`hello\`, ` +
          `\`${element.slice(0, 12)}…${element.slice(-6)}\`. A sample below ${size} is the index (BF-8), any other is shifted out ` +
          '(BF-9); what is left at the top is not looked at (BF-10). Each index starts with the next ' +
          'seed (BF-5).',
      ),
      width,
      height: tableTop + 26 + draws.length * rowHeight,
    },
    html`${drawStrip(first)}${first.samples.map((sample, i) => drawRow(first, sample, i, size))}
${drawLeftOver(first)}${drawTable(draws, pins, tableTop)}`,
  )
}

function describe(draws: readonly Draw[], size: number): string {
  const [first, ...others] = draws
  const looked = first!.samples.slice(0, first!.samples.indexOf(first!.taken!) + 1)
  const steps = looked.map(({ value, fits }) => `${value} ${fits ? 'fits' : 'does not fit'}`)
  const rest = others.map(({ taken }) => taken?.value ?? 'none').join(', ')
  return `Size ${size}. Samples of the first hash, from the lowest bits: ${steps.join(', ')}. Indices of the next seeds: ${rest}.`
}

/** Bit 0 stands at the right, as one writes a number. */
function xOf(bit: number): number {
  return left + (64 - bit) * cell
}

function drawStrip({ hash, samples, taken }: Draw): Markup {
  const bits = Array.from({ length: 64 }, (_, bit) => {
    const x = xOf(bit + 1)
    const inside = taken !== undefined && bit >= taken.from && bit < taken.from + taken.width
    return html`<rect x="${x}" y="${stripTop}" width="${cell}" height="22" class="bit ${inside && 'taken'}"/>
${text(x + cell / 2, stripTop + 15, String((hash >> BigInt(bit)) & 1n), { anchor: 'middle', look: 'mono tiny' })}`
  })
  const cuts = samples.map(
    ({ from }) => html`<path d="M${xOf(from)} ${stripTop - 4} v30" class="cut"/>`,
  )
  return html`${text(left, 24, 'Seed 0', { look: 'strong' })}
${text(left + 64 * cell, 24, `0x${hex(hash)}`, { anchor: 'end', look: 'mono' })}
${text(left, stripTop - 10, 'bit 63', { look: 'small muted' })}
${text(left + 64 * cell, stripTop - 10, 'bit 0', { anchor: 'end', look: 'small muted' })}
${bits}${cuts}`
}

function drawRow({ taken, samples }: Draw, sample: Sample, i: number, size: number): Markup {
  const y = stripTop + 34 + i * rowHeight
  const chosen = sample === taken
  const after = taken !== undefined && i > samples.indexOf(taken)
  const relation = sample.fits ? '<' : '≥'
  const verdict = after
    ? 'not looked at any more'
    : `${sample.value} ${relation} ${size}: ${chosen ? 'this is the index' : 'rejected, shift'}`
  const look = chosen ? 'strong' : after ? 'small muted' : ''
  return drawBar(
    sample.from,
    sample.width,
    y,
    chosen ? 'taken' : after ? 'faint' : '',
    verdict,
    look,
  )
}

function drawLeftOver({ left: bits, samples }: Draw): Markup | false {
  if (bits === 0) return false
  const y = stripTop + 34 + samples.length * rowHeight
  return drawBar(64 - bits, bits, y, 'faint', `${bits} bits left over: no sample`, 'small muted')
}

function drawBar(
  from: number,
  bits: number,
  y: number,
  state: string,
  words: string,
  look: string,
): Markup {
  const x = xOf(from + bits)
  const before = x > width / 2
  const label = before
    ? text(x - 10, y + 12, words, { anchor: 'end', look })
    : text(xOf(from) + 10, y + 12, words, { look })
  return html`<rect x="${x + 1}" y="${y + 2}" width="${bits * cell - 2}" height="12" rx="3" class="bar ${state}"/>${label}`
}

function drawTable(draws: readonly Draw[], pins: Pins, top: number): Markup {
  const { firstSeed, seedStep } = pins['BF-4']
  const rows = draws.map((draw, i) => {
    const y = top + 30 + i * rowHeight
    const looked = draw.samples.slice(
      0,
      draw.samples.findIndex(({ fits }) => fits),
    )
    const rejected = looked.map(({ value }) => value).join(', ')
    return html`${text(left, y, `seed ${firstSeed + i * seedStep}`, { look: 'small' })}
${text(left + 80, y, hex(draw.hash), { look: 'mono small' })}
${text(left + 250, y, rejected === '' ? 'rejected: none' : `rejected: ${rejected}`, { look: 'small muted' })}
${text(left + 64 * cell, y, `index ${draw.taken?.value ?? 'none: next seed'}`, { anchor: 'end', look: 'strong' })}`
  })
  return html`<path d="M${left} ${top} H${left + 64 * cell}" class="rule"/>${rows}`
}

function hex(hash: bigint): string {
  return hash.toString(16).padStart(16, '0')
}
