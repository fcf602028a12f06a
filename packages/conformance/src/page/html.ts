/** Markup that is safe to stand in the page as it is. Made by `html`, or vouched for by `trusted`. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export type Content = string | number | Markup | false | undefined | readonly Content[]

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!)
}

/** For what another renderer has escaped, and for our own style and script. */
export function trusted(text: string): Markup {
  return new Markup(text)
}

/** A template whose holes are escaped unless they are markup. Holes stand in text or in quotes. */
export function html(literals: TemplateStringsArray, ...holes: readonly Content[]): Markup {
  const parts = literals.map((literal, i) => literal + (i < holes.length ? render(holes[i]) : ''))
  return new Markup(parts.join(''))
}

/** Puts a separator between items. */
export function joined(items: readonly Content[], separator: string): Content {
  return items.flatMap((item, i) => (i === 0 ? [item] : [separator, item]))
}

function render(content: Content): string {
  if (content === undefined || content === false) return ''
  if (content instanceof Markup) return content.text
  if (typeof content === 'object') return content.map(render).join('')
  return escapeText(String(content))
}
