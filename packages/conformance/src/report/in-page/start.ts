import type { PageData } from '../render-report.js'
import { fillCard } from './card.js'
import { applyWish } from './filter.js'
import { toggleSame, unfold } from './unfold.js'
import { readHash, type Wish, writeHash } from './wish.js'

/** Makes the page answer. */
export function start(): void {
  const data: PageData = JSON.parse(document.getElementById('data')?.textContent ?? '{}')
  const form = document.getElementById('filter') as HTMLFormElement
  form.hidden = false
  document.addEventListener(
    'toggle',
    ({ target }) => {
      const card = target as HTMLDetailsElement
      if (card.open && card.matches('.test')) fillCard(card, data)
    },
    true,
  )
  document.addEventListener('click', ({ target }) => {
    const button = (target as Element).closest<HTMLElement>('button')
    if (button?.matches('.copy')) void copy(button)
    if (button?.matches('.only-differing')) toggleSame(button)
    if (button?.matches('.unfold') && data.matrix) unfold(button, data.matrix)
  })
  wireFilter(form)
}

export function wireFilter(form: HTMLFormElement): void {
  let current: Wish = {}
  const obey = (wish: Wish) => {
    current = { port: current.port ?? '0', ...wish }
    if (
      document.querySelector(`.findings[data-port="${CSS.escape(current.port ?? '')}"]`) === null
    ) {
      current.port = '0'
    }
    writeForm(form, current)
    applyWish(current)
  }
  const change = (wish: Wish) => {
    obey(wish)
    history.replaceState(null, '', writeHash(wish))
  }
  const follow = () => {
    const wish = readHash(location.hash)
    if (wish === undefined) return
    obey(wish)
    if (location.hash.length > 1) goToTests(current)
  }
  form.addEventListener('input', () => change(readForm(form, current)))
  form.addEventListener('submit', (event) => event.preventDefault())
  form.addEventListener('reset', (event) => {
    event.preventDefault()
    change(form.elements.namedItem('port') ? { port: current.port ?? '0' } : {})
  })
  document.addEventListener('keydown', (event) => {
    const isTyping = (event.target as Element).matches('input, select')
    if (event.key === 'Escape' && isTyping) form.reset()
    if (event.key !== '/' || isTyping) return
    event.preventDefault()
    ;(form.elements.namedItem('q') as HTMLInputElement).focus()
  })
  window.addEventListener('hashchange', follow)
  obey({})
  follow()
}

/** A link that asks for nothing but a port leads to the port. */
export function goToTests({ port, ...rest }: Wish): void {
  const isPort = Object.values(rest).every((value) => value === '')
  const target = isPort
    ? document.querySelector<HTMLElement>(`.port[data-port="${CSS.escape(port ?? '0')}"]`)
    : document.getElementById('tests')
  if (!isPort) target?.focus({ preventScroll: true })
  target?.scrollIntoView()
}

export function writeForm(form: HTMLFormElement, wish: Wish): void {
  for (const field of form.elements) {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) continue
    const value = wish[field.name] ?? ''
    if (field.value !== value) field.value = value
  }
}

/** A test that a link has asked for stays asked for only until something else is. */
export function readForm(form: HTMLFormElement, { port }: Wish): Wish {
  const wish: Wish = {}
  for (const [name, value] of new FormData(form)) wish[name] = String(value)
  return 'port' in wish || port === '0' || port === undefined ? wish : { ...wish, port }
}

export async function copy(button: HTMLElement): Promise<void> {
  const source = button.parentElement?.querySelector('pre')
  const text = source?.textContent ?? ''
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    // Without leave to write there, what is selected can still be copied.
    if (source) getSelection()?.selectAllChildren(source)
    document.execCommand('copy')
  }
  button.textContent = 'Copied'
  setTimeout(() => {
    button.textContent = 'Copy'
  }, 2000)
}
