import { clauseCopy } from './card.js'
import { isNarrow, passes, type Wish } from './wish.js'

/** Shows the tests of a port that pass the filter, and what they stand in. */
export function applyWish(wish: Wish): void {
  const port = wish.port ?? '0'
  document.querySelectorAll<HTMLElement>('.port, .findings').forEach((part) => {
    part.hidden = part.dataset.port !== port
  })
  const findings = document.querySelector<HTMLElement>(`.findings[data-port="${CSS.escape(port)}"]`)
  if (findings === null) return
  const tests = Array.from(findings.querySelectorAll<HTMLElement>('.test'))
  const found = tests.filter((test) => {
    test.hidden = !passes(test.dataset, () => textOf(test), wish)
    return !test.hidden
  })
  findings.querySelectorAll<HTMLElement>('.group').forEach((group) => {
    group.hidden = group.querySelector('.test:not([hidden])') === null
  })
  findings.querySelectorAll<HTMLDetailsElement>('.part').forEach((part) => {
    showPart(part, wish)
  })
  const nothing = findings.querySelector<HTMLElement>('.nothing')
  if (nothing !== null) nothing.hidden = found.length > 0
  const only = found.length === 1 ? found[0] : undefined
  if (only instanceof HTMLDetailsElement) only.open = true
  showClause(wish.clause ?? '')
  tell(found.length, tests.length, isNarrow(wish))
}

/** What a reader asks for by its id is shown, also where no test of it fails. */
export function showClause(id: string): void {
  const place = document.getElementById('asked')
  if (place === null || place.dataset.clause === id) return
  place.dataset.clause = id
  const text = clauseCopy(id)
  place.replaceChildren(...(text ? [text] : []))
  place.hidden = text === undefined
}

export function showPart(part: HTMLDetailsElement, wish: Wish): void {
  const all = part.querySelectorAll('.test').length
  const shown = part.querySelectorAll('.test:not([hidden])').length
  part.hidden = shown === 0
  const count = part.querySelector('summary .count')
  const number = (value: number) => value.toLocaleString('en-US')
  if (count !== null) {
    count.textContent = shown === all ? number(all) : `${number(shown)} of ${number(all)}`
  }
  const isAskedFor = wish.status === part.dataset.status || shown <= 100
  if (isNarrow(wish) && isAskedFor) part.open = true
}

export function tell(found: number, all: number, narrow: boolean): void {
  const number = (value: number) => value.toLocaleString('en-US')
  const output = document.getElementById('found')
  if (output === null) return
  output.textContent = narrow ? `${number(found)} of ${number(all)} tests` : `${number(all)} tests`
}

/** All that can be read of a test, in lower case; read once. */
export function textOf(test: HTMLElement): string {
  const known = test.dataset.text
  if (known !== undefined) return known
  const { id = '', clause = '' } = test.dataset
  const text = `${id} ${clause} ${test.title} ${test.textContent}`.toLowerCase()
  test.dataset.text = text
  return text
}
