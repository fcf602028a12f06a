import type { MatrixData } from '../matrix.js'
import { element } from './dom.js'
import { writeHash } from './wish.js'

/** Opens a clause of the matrix into its tests, or closes it. */
export function unfold(button: HTMLElement, data: MatrixData): void {
  const row = button.closest<HTMLElement>('tr')
  if (row === null) return
  const isOpen = button.getAttribute('aria-expanded') === 'true'
  button.setAttribute('aria-expanded', String(!isOpen))
  if (isOpen) {
    while (row.nextElementSibling?.matches('.test-row')) row.nextElementSibling.remove()
    return
  }
  const places = data.clauses[row.dataset.clauseRow ?? ''] ?? []
  const rows = places.map((place) => testRow(place, data))
  for (const made of rows) made.classList.toggle('same', row.matches('.same'))
  row.after(...rows)
}

export function testRow(place: number, { ids, statuses, words }: MatrixData): HTMLElement {
  const id = ids[place]!
  const name = element('th', '', element('code', '', id))
  name.setAttribute('scope', 'row')
  const cells = statuses.map((ofPort, port) => {
    const found = words[ofPort[place]!]
    if (found === undefined) return element('td', '', element('span', 'cell untested', '·'))
    const [status, symbol, says] = found
    const link = element('a', `cell ${status}`, `${symbol} ${says}`) as HTMLAnchorElement
    link.href = writeHash({ port: String(port), test: id })
    return element('td', '', link)
  })
  return element('tr', 'test-row', name, ...cells)
}

/** Leaves of the matrix only the clauses at which the ports differ, or shows all again. */
export function toggleSame(button: HTMLElement): void {
  const only = button.getAttribute('aria-pressed') !== 'true'
  button.setAttribute('aria-pressed', String(only))
  document.querySelector('.matrix')?.classList.toggle('differing', only)
}
