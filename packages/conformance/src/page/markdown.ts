import { Marked, type Tokens } from 'marked'
import { escapeText, type Markup, trusted } from './html.js'

export interface Markdown {
  block(text: string): Markup
  inline(text: string): Markup
}

/**
 * Markdown to markup. HTML in it is shown as text, images as their description, and ids that
 * `isAnchor` knows become links to their place in the page.
 */
export function markdown(isAnchor: (id: string) => boolean): Markdown {
  const marked = new Marked({ async: false, gfm: true })
  marked.use({ extensions: [reference(isAnchor)], renderer: { ...safeRenderer } })
  return {
    block: (text) => trusted(marked.parse(text, { async: false })),
    inline: (text) => trusted(marked.parseInline(text, { async: false })),
  }
}

const idPattern = /\b(?:[A-Z]{1,5}-\d+|[MX]\d+)\b/

function reference(isAnchor: (id: string) => boolean) {
  return {
    name: 'reference',
    level: 'inline' as const,
    start: (text: string) => idPattern.exec(text)?.index,
    tokenizer(text: string): Tokens.Generic | undefined {
      const match = idPattern.exec(text)
      if (match?.index !== 0 || !isAnchor(match[0])) return undefined
      return { type: 'reference', raw: match[0] }
    },
    renderer: (token: Tokens.Generic) =>
      `<a class="ref" href="#${escapeText(token.raw)}">${escapeText(token.raw)}</a>`,
  }
}

const safeRenderer = {
  html: ({ text }: Tokens.HTML | Tokens.Tag) => escapeText(text),
  image: ({ text }: Tokens.Image) => escapeText(text),
  link({ href, text }: Tokens.Link) {
    if (!/^(https?:|#)/i.test(href)) return escapeText(text)
    return `<a href="${escapeText(href)}">${escapeText(text)}</a>`
  },
}
