import { html, type Markup } from '../html.js'
import { arrowHead, text } from './frame.js'

type Side = 'client' | 'server'

export type Step =
  | { readonly kind: 'round'; readonly says: string }
  | {
      readonly kind: 'message'
      readonly from: Side
      /** Above the arrow: what kind of message. */
      readonly says: string
      /** Below it: what is in the message. */
      readonly holds: readonly string[]
    }
  | { readonly kind: 'note'; readonly at: Side; readonly says: readonly string[] }

export const sequenceWidth = 500

const lifeline = { client: 90, server: 410 } as const
const line = 18
const noteWidth = 196

/** What passes between a client and a server, from top to bottom. */
export function sequence(
  client: string,
  server: string,
  steps: readonly Step[],
): { drawing: Markup; height: number } {
  let y = 60
  const drawn: Markup[] = []
  for (const step of steps) {
    drawn.push(drawStep(step, y))
    y += stepHeight(step)
  }
  const lines = (['client', 'server'] as const).map((side) => drawLifeline(side, y))
  const names = [drawParty('client', client), drawParty('server', server)]
  return { drawing: html`${lines}${names}${drawn}`, height: y + 12 }
}

function stepHeight(step: Step): number {
  if (step.kind === 'round') return 44
  if (step.kind === 'note') return step.says.length * line + 32
  return step.holds.length * line + 48
}

function drawStep(step: Step, y: number): Markup {
  if (step.kind === 'round') return drawRound(step.says, y)
  return step.kind === 'note' ? drawNote(step, y) : drawMessage(step, y)
}

function drawLifeline(side: Side, bottom: number): Markup {
  const x = lifeline[side]
  return html`<path d="M${x} 40 V${bottom}" class="lifeline"/>`
}

function drawParty(side: Side, name: string): Markup {
  const x = lifeline[side]
  return html`<rect x="${x - 84}" y="6" width="168" height="34" rx="6" class="box"/>
${text(x, 28, name, { anchor: 'middle', look: 'strong' })}`
}

function drawRound(says: string, y: number): Markup {
  return html`<path d="M10 ${y + 18} H${sequenceWidth - 10}" class="rule"/>
<rect x="${sequenceWidth / 2 - 90}" y="${y + 6}" width="180" height="24" class="ground"/>
${text(sequenceWidth / 2, y + 23, says, { anchor: 'middle', look: 'muted strong' })}`
}

function drawMessage(step: Extract<Step, { kind: 'message' }>, y: number): Markup {
  const towards = step.from === 'client' ? 1 : -1
  const from = lifeline[step.from]
  const to = lifeline[step.from === 'client' ? 'server' : 'client']
  const arrow = y + 26
  const middle = (from + to) / 2
  const holds = step.holds.map((words, i) =>
    text(middle, arrow + line * (i + 1), words, { anchor: 'middle', look: 'mono small' }),
  )
  return html`${text(middle, arrow - 8, step.says, { anchor: 'middle', look: 'strong' })}
<path d="M${from} ${arrow} H${to - towards * 8}" class="arrow"/>${arrowHead(to, arrow, towards)}
${holds}`
}

function drawNote(step: Extract<Step, { kind: 'note' }>, y: number): Markup {
  const x = step.at === 'client' ? 2 : sequenceWidth - noteWidth - 2
  const says = step.says.map((words, i) =>
    text(x + 12, y + 24 + line * i, words, { look: 'small' }),
  )
  const height = step.says.length * line + 16
  return html`<rect x="${x}" y="${y + 4}" width="${noteWidth}" height="${height}" rx="4" class="note"/>${says}`
}
