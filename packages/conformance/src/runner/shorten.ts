/** Characters of a text that are kept where it is only to be recognised. */
const LONG = 240

/** A text that fits, with what was left out counted. */
export function shortened(text: string, most = LONG): string {
  if (text.length <= most) return text
  const half = Math.floor(most / 2)
  const left = text.length - 2 * half
  return `${text.slice(0, half)}…(${left} more)…${text.slice(-half)}`
}

/** A value as one line of JSON in which no text is long. */
export function shownJson(value: unknown, most = LONG): string {
  return (
    JSON.stringify(value, (_, item) => (typeof item === 'string' ? shortened(item, most) : item)) ??
    'nothing'
  )
}
