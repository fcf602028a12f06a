import type { Clause, PinRow } from '../spec/clause.js'
import type { ClauseTrace } from './by-clause.js'
import { type Content, html, joined, type Markup } from './html.js'
import type { Markdown } from './markdown.js'
import { testedBy } from './tested-by.js'

/** A clause as it is read: what binds whom, the text, its pins, and what shows that it is kept. */
export function clauseArticle(clause: Clause, trace: ClauseTrace, markdown: Markdown): Markup {
  const { id, level, binds, layer, title } = clause
  return html`<article class="clause" id="${id}" data-level="${level}" data-layer="${layer}" data-binds="${binds.join(' ')}">
<h3><a class="id" href="#${id}">${id}</a> ${markdown.inline(title)}</h3>
<p class="meta">${levelBadge(level)} <span class="binds">${binds.join(', ')}</span> ${testing(clause)} <span class="sources">${sourceLinks(clause.sources)}</span></p>
${clause.text !== '' && markdown.block(clause.text)}
${clause.rows.length > 0 && pinTable(clause.rows, markdown)}
${clause.open !== undefined && openNote(clause.open, markdown)}
${testedBy(trace, layer, markdown)}
</article>
`
}

export function levelBadge(level: Clause['level']): Markup {
  return html`<strong class="level ${level.toLowerCase()}">${level}</strong>`
}

function testing({ layer, reason }: Clause): Markup {
  if (layer !== 'untestable') return html`<span class="layer">tested: ${layer}</span>`
  return html`<span class="layer untestable">untestable: ${reason}</span>`
}

function sourceLinks(sources: readonly string[]): Content {
  const links = sources.map((id) => (id === 'ours' ? 'ours' : html`<a href="#${id}">${id}</a>`))
  return ['from ', joined(links, ', ')]
}

function pinTable(rows: readonly PinRow[], markdown: Markdown): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Pins">
<table class="pins">
<thead><tr><th>pin</th><th>value</th><th>meaning</th></tr></thead>
<tbody>${rows.map(
    ({ name, value, meaning }) =>
      html`<tr><td><code>${name}</code></td><td><code>${JSON.stringify(value)}</code></td><td>${markdown.inline(meaning)}</td></tr>
`,
  )}</tbody>
</table>
</div>`
}

/** Set apart from what binds: why upstream's text is not enough here. */
function openNote(open: string, markdown: Markdown): Markup {
  const named = /^\*\*[^*]+\*\*/.test(open) ? open : `**Open upstream.** ${open}`
  return html`<aside class="open">${markdown.block(named)}</aside>`
}
