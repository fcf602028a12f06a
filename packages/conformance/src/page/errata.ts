import type { Erratum } from '../spec/clause.js'
import { html, joined, type Markup } from './html.js'
import type { Markdown } from './markdown.js'

export function errataSection(errata: readonly Erratum[], markdown: Markdown): Markup {
  return html`<section class="appendix" id="errata">
<h2><a href="#errata">Errata</a></h2>
<p>What the upstream texts say that no clause can: written so that it can be sent upstream.</p>
${errata.length === 0 && html`<p>None.</p>`}
${errata.map((erratum) => entry(erratum, markdown))}
</section>
`
}

function entry({ id, title, answers, text }: Erratum, markdown: Markdown): Markup {
  const links = answers.map((source) => html`<a href="#${source}">${source}</a>`)
  return html`<article class="erratum" id="${id}">
<h3><a class="id" href="#${id}">${id}</a> ${markdown.inline(title)}</h3>
${links.length > 0 && html`<p class="meta"><span class="sources">answers ${joined(links, ', ')}</span></p>`}
${markdown.block(text)}
</article>
`
}
