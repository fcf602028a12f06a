import { html, type Markup } from '../html.js'

export interface Frame {
  /** Anchor, and prefix of the ids inside. */
  readonly id: string
  readonly title: string
  /** The figure in words, for who cannot see it. */
  readonly description: string
  readonly caption: Markup
  readonly width: number
  readonly height: number
}

/** A figure: one drawing that scrolls inside its own box where the screen is narrower than it is. */
export function figure(frame: Frame, drawing: Markup): Markup {
  const { id, width, height } = frame
  return html`<figure id="${id}" class="figure">
<div class="scroll" tabindex="0" role="region" aria-label="${frame.title}">
<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img"
 aria-labelledby="${id}-title ${id}-description">
<title id="${id}-title">${frame.title}</title>
<desc id="${id}-description">${frame.description}</desc>
${drawing}
</svg>
</div>
<figcaption><strong>${frame.title}.</strong> ${frame.caption}</figcaption>
</figure>
`
}

export interface TextStyle {
  readonly anchor?: 'start' | 'middle' | 'end'
  /** Classes of the page's style: `muted`, `mono`, `strong`, `small`. */
  readonly look?: string
}

export function text(x: number, y: number, words: string, style: TextStyle = {}): Markup {
  return html`<text x="${x}" y="${y}" text-anchor="${style.anchor ?? 'start'}" class="${style.look ?? ''}">${words}</text>`
}

/** The tip of an arrow that ends at (x, y); `towards` is the direction in which it points. */
export function arrowHead(x: number, y: number, towards: 1 | -1): Markup {
  const back = x - towards * 9
  return html`<path d="M${x} ${y} L${back} ${y - 4.5} L${back} ${y + 4.5} Z" class="tip"/>`
}
