/*
 * What runs in the reader's browser. Functions are put into the page by their source text, so each may
 * use only the page, its arguments, and the other functions in `inPage`.
 */

const inPage = [
  wordsOf,
  has,
  readClauses,
  readQuestions,
  readWish,
  scoreOf,
  closest,
  search,
  show,
  showHits,
  wireFilter,
  leaveFor,
  follow,
  mark,
]

/** The script of the page. */
export function script(): string {
  return `${inPage.join('\n\n')}\n\nwireFilter()\nfollow()\n`
}

/** A clause or a question. */
interface Entry {
  readonly element: HTMLElement
  /** In lower case. */
  readonly title: string
  readonly text: string
  /** Of a question: the ids of the clauses that answer it. */
  readonly answers: readonly string[]
}

interface Wish {
  readonly query: string
  readonly words: readonly string[]
  readonly level: string
  readonly layer: string
  readonly party: string
}

interface Findings {
  readonly clauses: readonly Entry[]
  readonly questions: readonly Entry[]
  /** The clauses, best first. */
  readonly ranked: readonly Entry[]
}

/** The words of a query that say something, cut to their stems: `requested` finds `requests`. */
export function wordsOf(query: string): string[] {
  const idle =
    /^(a|an|the|i|is|are|be|do|does|did|may|must|can|should|to|of|in|on|it|if|and|or|what|which|how|when|who|why|that|this|my|with|for|by|was|will|have|has|there)$/
  const words = query.toLowerCase().match(/[a-z0-9]+(?:-[0-9]+)?/g) ?? []
  const telling = words.filter((word) => !idle.test(word))
  const kept = telling.length > 0 ? telling : words
  return kept.map((word) => (word.length > 4 ? word.replace(/(?:ing|ed|es|s|e)$/, '') : word))
}

/** How many of the words a text has, each at the start of a word of its own. */
export function has(text: string, words: readonly string[]): number {
  return words.filter((word) => new RegExp(`\\b${word}`).test(text)).length
}

/** The folded lists of vectors and mutants are not searched: their ids would match everything. */
function readClauses(): Entry[] {
  return Array.from(document.querySelectorAll<HTMLElement>('.clause'), (element) => {
    const parts = Array.from(element.children).filter((child) => !child.matches('.trace'))
    const text = parts.map(({ textContent }) => textContent ?? '').join(' ')
    const title = element.querySelector('h3')?.textContent ?? ''
    return { element, title: title.toLowerCase(), text: text.toLowerCase(), answers: [] }
  })
}

function readQuestions(): Entry[] {
  return Array.from(document.querySelectorAll<HTMLElement>('.questions > li'), (element) => {
    const text = (element.textContent ?? '').toLowerCase()
    const links = Array.from(element.querySelectorAll('.see a'))
    const answers = links.map((link) => (link.getAttribute('href') ?? '').slice(1))
    return { element, title: text, text, answers }
  })
}

function readWish(): Wish {
  const valueIn = (id: string) =>
    (document.getElementById(id) as HTMLInputElement | HTMLSelectElement).value
  const query = valueIn('query')
  const [level, layer, party] = [valueIn('by-level'), valueIn('by-layer'), valueIn('by-party')]
  return { query, words: wordsOf(query), level, layer, party }
}

/** A phrase in the title counts most, then words in the title, then the phrase in the text. */
export function scoreOf(
  { title, text }: { readonly title: string; readonly text: string },
  { query, words }: { readonly query: string; readonly words: readonly string[] },
): number {
  const phrase = query.trim().toLowerCase()
  const whole = (where: string) => (phrase !== '' && where.includes(phrase) ? 1 : 0)
  return whole(title) * 100 + has(title, words) * 10 + whole(text) * 5
}

/** A question is often put in other words than the reader's, so those with most of them will do. */
function closest(questions: readonly Entry[], words: readonly string[]): Entry[] {
  const most = Math.max(0, ...questions.map(({ text }) => has(text, words)))
  if (most <= words.length / 2) return []
  return questions.filter(({ text }) => has(text, words) === most)
}

/** Clauses that have all words, and those that answer a question which the words single out. */
function search(clauses: readonly Entry[], questions: readonly Entry[], wish: Wish): Findings {
  const { words, level, layer, party } = wish
  const asked = closest(questions, words)
  const answers = asked.length < 3 ? asked.flatMap((question) => question.answers) : []
  const rank = ({ element, title, text }: Entry) => {
    const place = answers.indexOf(element.id)
    return scoreOf({ title, text }, wish) + (place < 0 ? 0 : 80 - place)
  }
  const found = clauses.filter(
    ({ element: { id, dataset }, text }) =>
      (level === '' || dataset.level === level) &&
      (layer === '' || dataset.layer === layer) &&
      (party === '' || (dataset.binds ?? '').split(' ').includes(party)) &&
      (has(text, words) === words.length || answers.includes(id)),
  )
  const ranked = [...found].sort((a, b) => rank(b) - rank(a))
  return { clauses: found, questions: asked, ranked }
}

function show(clauses: readonly Entry[], questions: readonly Entry[], wish: Wish): void {
  const findings = search(clauses, questions, wish)
  const asking = wish.words.length > 0
  const filtering = asking || wish.level !== '' || wish.layer !== '' || wish.party !== ''
  document.body.classList.toggle('filtering', filtering)
  for (const entry of clauses) entry.element.hidden = !findings.clauses.includes(entry)
  for (const entry of questions) {
    entry.element.hidden = asking && !findings.questions.includes(entry)
  }
  const list = document.getElementById('questions') as HTMLElement
  list.hidden = filtering && findings.questions.length === 0
  document.querySelectorAll<HTMLElement>('.part, .chapter').forEach((part) => {
    part.hidden = filtering && part.querySelector('.clause:not([hidden])') === null
  })
  showHits(asking ? findings.ranked : [])
  const found = filtering ? `${findings.clauses.length} of ` : ''
  const asked = asking ? `, ${findings.questions.length} of ${questions.length} questions` : ''
  const count = document.getElementById('count') as HTMLElement
  count.textContent = `${found}${clauses.length} clauses${asked}`
}

/** Links to the best few, for the clauses below keep the order of the text. */
function showHits(ranked: readonly Entry[]): void {
  const hits = document.getElementById('hits') as HTMLElement
  hits.hidden = ranked.length < 2
  const links = ranked.slice(0, 6).map(({ element }) => {
    const link = document.createElement('a')
    link.href = `#${element.id}`
    link.textContent = element.querySelector('h3')?.textContent ?? element.id
    return link
  })
  hits.replaceChildren(...links)
}

function wireFilter(): void {
  const form = document.getElementById('search') as HTMLFormElement
  const query = document.getElementById('query') as HTMLInputElement
  const clauses = readClauses()
  const questions = readQuestions()
  const apply = () => show(clauses, questions, readWish())
  const clear = () => {
    form.reset()
    apply()
  }
  form.hidden = false
  form.addEventListener('input', () => {
    apply()
    window.scrollTo(0, 0)
  })
  form.addEventListener('submit', (event) => event.preventDefault())
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && document.body.classList.contains('filtering')) clear()
    if (event.key !== '/' || event.target instanceof HTMLInputElement) return
    event.preventDefault()
    query.focus()
  })
  document.addEventListener('click', (event) => leaveFor(event, clear))
  apply()
}

/** A link to what the filter hides ends the filter: a link has to lead somewhere. */
function leaveFor(event: Event, clear: () => void): void {
  const link = (event.target as Element).closest('a[href^="#"]')
  const target = document.getElementById(link?.getAttribute('href')?.slice(1) ?? '')
  if (target !== null && target.getClientRects().length === 0) clear()
}

/** Shows in the contents beside the text where the reader is. */
function follow(): void {
  const side = document.querySelector<HTMLElement>('.side')
  if (side === null) return
  const observer = new IntersectionObserver(
    (entries) => {
      const seen = entries.find(({ isIntersecting }) => isIntersecting)
      if (seen !== undefined) mark(side, seen.target.id)
    },
    { rootMargin: '-15% 0px -75% 0px' },
  )
  document.querySelectorAll('.clause, .appendix, .top').forEach((place) => {
    observer.observe(place)
  })
}

function mark(side: HTMLElement, id: string): void {
  const link = side.querySelector<HTMLElement>(`li li a[href="#${id}"]`)
  const marked = side.querySelector('[aria-current]')
  if (link === marked) return
  marked?.removeAttribute('aria-current')
  if (link === null) return
  link.setAttribute('aria-current', 'true')
  const chapter = link.closest('details')
  side.querySelectorAll<HTMLDetailsElement>('details[open]').forEach((other) => {
    if (other !== chapter) other.open = false
  })
  if (chapter !== null) chapter.open = true
  const { top, bottom } = link.getBoundingClientRect()
  if (top < 80 || bottom > window.innerHeight - 40) side.scrollTop += top - window.innerHeight / 3
}
