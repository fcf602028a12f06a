import type { Passed } from '../evidence.js'
import { element, showButton } from './dom.js'
import { dump } from './dump.js'

/** A value inside an input, and where. */
interface Leaf {
  readonly path: string
  readonly value: unknown
}

/** What went to the port and came from it, in its order. */
export function transcript(sent: readonly Passed[], room: number): HTMLElement {
  const steps = sent.map((passed) => step(passed, room))
  const isUnanswered = /^request\b/.test(sent.at(-1)?.label ?? '')
  const end = isUnanswered && element('p', 'step answer', '← no answer')
  return element('div', 'transcript', element('p', 'sent-title', titleOf(sent)), ...steps, end)
}

/** An operation has an input; over HTTP there are requests, and with luck answers. */
export function titleOf(sent: readonly Passed[]): string {
  return sent.some(({ label }) => /^(request|answer)\b/.test(label))
    ? 'What went over the wire'
    : 'What the port was given, and what it said'
}

export function step({ label, text, bytes }: Passed, room: number): HTMLElement {
  const kind = /^(request|answer|stderr)\b/.exec(label)?.[1] ?? 'given'
  const arrow = kind === 'request' ? '→ ' : kind === 'answer' ? '← ' : ''
  const leaves = label.startsWith('input of ') && text !== undefined ? readInput(text) : undefined
  const isEmpty = bytes?.of === 0
  return element(
    'div',
    `step ${kind}`,
    element('p', 'step-label', `${arrow}${label}`, isEmpty && element('span', 'of', ' no body')),
    leaves ? inputList(leaves, room) : text !== undefined && shortText(text),
    bytes && !isEmpty && dump([{ title: 'body', bytes }], room),
  )
}

/** An input of the adapter is a value: its parts, with bytes as bytes. */
export function readInput(text: string): Leaf[] | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  return Object.entries(value).flatMap(([name, part]) => leavesOf(name, part))
}

/** Two levels deep; what is deeper, or long, stays as it is written. */
export function leavesOf(path: string, value: unknown): Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }]
  const parts = Object.entries(value)
  if (parts.length === 0 || parts.length > 6) return [{ path, value }]
  return parts.map(([name, part]) => {
    return { path: Array.isArray(value) ? `${path}[${name}]` : `${path}.${name}`, value: part }
  })
}

export function inputList(leaves: readonly Leaf[], room: number): HTMLElement {
  const items = leaves.flatMap(({ path, value }) => {
    const isBytes = typeof value === 'string' && /^(?:[0-9a-f]{2}){4,}$/.test(value)
    const shown = isBytes
      ? dump([{ title: path, bytes: { hex: value, from: 0, of: value.length / 2 } }], room)
      : shortText(JSON.stringify(value) ?? '')
    return isBytes
      ? [element('dd', 'bytes', shown)]
      : [element('dt', '', path), element('dd', '', shown)]
  })
  return element('dl', 'input', ...items)
}

export function shortText(text: string): HTMLElement {
  const short = text.length > 600
  const shown = element('pre', '', short ? `${text.slice(0, 600)}…` : text)
  shown.tabIndex = 0
  if (!short) return shown
  const whole = element('pre', '', text)
  const words = `Show all ${text.length.toLocaleString('en-US')} characters`
  const box = element('div', 'text-box', shown)
  box.append(showButton(words, () => shown.replaceWith(whole)))
  return box
}
