import type { Compared, Evidence } from '../evidence.js'
import type { PageData } from '../render-report.js'
import { textPanes } from './compare-text.js'
import { element } from './dom.js'
import { dump } from './dump.js'
import { transcript } from './sent.js'

/** Puts the bytes of a failure into its place when it is opened for the first time. */
export function fillCard(card: HTMLElement, { evidence }: PageData): void {
  const body = card.querySelector<HTMLElement>('.body')
  if (body === null || card.dataset.filled !== undefined) return
  card.dataset.filled = ''
  const port = card.closest<HTMLElement>('.findings')?.dataset.port ?? '0'
  const found: Evidence | undefined = evidence[Number(port)]?.[Number(card.dataset.test)]
  const room = body.clientWidth
  fillClauses(card)
  if (found === undefined) return
  body.querySelectorAll<HTMLElement>('.compared').forEach((place) => {
    const compared = found.compared[Number(place.dataset.problem)]
    if (compared) place.append(comparison(compared, room))
  })
  const sent = body.querySelector<HTMLElement>('.sent')
  if (sent === null || found.sent.length === 0) return
  sent.append(transcript(found.sent, room))
  sent.hidden = false
}

export function comparison(compared: Compared, room: number): HTMLElement {
  const { kind } = compared
  if (kind === 'text') return textPanes(compared.expected, compared.actual)
  const { expected, actual } = compared
  const sides = [
    ...(expected ? [{ title: 'expected', bytes: expected }] : []),
    ...(actual ? [{ title: 'actual', bytes: actual }] : []),
  ]
  return dump(sides, room)
}

/** The texts of the clauses that the group does not show. */
export function fillClauses(card: HTMLElement): void {
  const place = card.querySelector<HTMLElement>('.clause-texts')
  const shown = card.closest('.group')?.querySelector('.id')?.textContent
  const others = (card.dataset.requires ?? '').split(' ').filter((id) => id !== shown)
  const texts = others.map(clauseCopy).filter((text) => text !== undefined)
  if (place === null || texts.length === 0) return
  const words =
    texts.length === 1 ? 'The other clause that it tests' : 'The other clauses that it tests'
  place.append(element('details', '', element('summary', '', words), ...texts))
}

/** The text of a clause, from where the page keeps it. */
export function clauseCopy(id: string): Node | undefined {
  const template = document.querySelector<HTMLTemplateElement>(
    `template[data-clause-text="${CSS.escape(id)}"]`,
  )
  return template?.content.cloneNode(true)
}
