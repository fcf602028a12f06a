import type { Spec } from '../spec/clause.js'
import { html, joined, type Markup } from './html.js'
import type { Markdown } from './markdown.js'
import { type Question, questions } from './questions.js'

export function questionList(spec: Spec, markdown: Markdown): Markup {
  return html`<section id="questions">
<h2><a href="#questions">Questions</a></h2>
<ol class="questions">
${questions.map((question) => item(question, spec, markdown))}
</ol>
</section>
`
}

/** A clause that is gone is left out here, and found by the test of this page. */
function item({ asks, answer, clauses }: Question, spec: Spec, markdown: Markdown): Markup {
  const links = clauses.flatMap((id) => {
    const clause = spec.clauses.get(id)
    return clause === undefined ? [] : [html`<a href="#${id}" title="${clause.title}">${id}</a>`]
  })
  return html`<li><p class="asks">${markdown.inline(asks)}</p>
<p>${markdown.inline(answer)} <span class="see">${joined(links, ', ')}</span></p></li>
`
}
