import { layers, levels, parties } from '../spec/clause.js'
import { html, type Markup } from './html.js'

/** Hidden until the script shows it: without one the page is a text to be read. */
export function filterBox(): Markup {
  return html`<form class="filter" id="search" role="search" hidden>
<label class="query"><span class="label">Search clauses and questions</span>
<input type="search" id="query" autocomplete="off" spellcheck="false" placeholder="may a requested root be left out?"></label>
${choice('level', levels)}
${choice('layer', layers)}
${choice('party', parties)}
<output id="count" aria-live="polite"></output>
</form>
<section id="hits" aria-label="Best matches" hidden></section>
`
}

function choice(name: string, values: readonly string[]): Markup {
  return html`<label><span class="label">${name}</span>
<select id="by-${name}"><option value="">any ${name}</option>${values.map((value) => html`<option>${value}</option>`)}</select></label>`
}
