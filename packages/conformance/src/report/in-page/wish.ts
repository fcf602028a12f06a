/** What is asked of the filter; an empty text asks for nothing. */
export type Wish = Record<string, string>

/** The parts of an address that the filter reads, in the order in which it writes them. */
export function fields(): string[] {
  return ['port', 'clause', 'status', 'how', 'chapter', 'layer', 'level', 'profile', 'q', 'test']
}

/**
 * Reads the part of an address after `#`. Undefined where it names a place of the page. A clause alone
 * is a wish as well: that is how the text of a clause names another.
 */
export function readHash(hash: string): Wish | undefined {
  const text = hash.replace(/^#/, '')
  if (/^[A-Z]+-\d+$/.test(text)) return { clause: text }
  if (text !== '' && !text.includes('=')) return undefined
  const query = new URLSearchParams(text)
  const wish: Wish = {}
  for (const field of fields()) {
    const value = query.get(field)
    if (value !== null && value !== '') wish[field] = value
  }
  return wish
}

export function writeHash(wish: Wish): string {
  const query = new URLSearchParams()
  for (const field of fields()) {
    const value = wish[field]
    if (value !== undefined && value !== '') query.set(field, value)
  }
  return `#${query}`
}

/** Whether a wish asks for less than all tests of a port. */
export function isNarrow(wish: Wish): boolean {
  return fields().some((field) => field !== 'port' && (wish[field] ?? '') !== '')
}

/** Whether a test passes the filter. Of each of its marks one of the words has to be the one asked for. */
export function passes(
  marks: Readonly<Record<string, string | undefined>>,
  text: () => string,
  wish: Wish,
): boolean {
  for (const field of ['status', 'how', 'chapter', 'clause', 'layer', 'level', 'profile']) {
    const wanted = wish[field] ?? ''
    if (wanted !== '' && !(marks[field] ?? '').split(' ').includes(wanted)) return false
  }
  if ((wish.test ?? '') !== '' && marks.id !== wish.test) return false
  const words = (wish.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  return words.length === 0 || words.every((word) => text().includes(word))
}
