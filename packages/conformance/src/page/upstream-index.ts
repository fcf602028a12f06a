import type { Spec, UpstreamItem } from '../spec/clause.js'
import { upstreamIds, upstreamKind } from '../spec/upstream.js'
import { group } from './by-clause.js'
import { html, joined, type Markup } from './html.js'
import type { Markdown } from './markdown.js'

const groups = [
  ['CM-', 'Core text', 'car-mirror-spec, version 0.1.0'],
  ['H-', 'HTTP text', 'car-mirror-http-spec, version 0.2.0'],
  ['M', 'Gaps', 'what both leave unsaid'],
  ['X', 'Contradictions', 'within one text or between the two'],
] as const

/** Every statement, gap and contradiction of the upstream texts, what it is, and where it is answered. */
export function upstreamIndex({ clauses, errata, upstream }: Spec, markdown: Markdown): Markup {
  const inClauses = group([...clauses.values()], ({ sources }) => sources)
  const inErrata = group(errata, ({ answers }) => answers)
  const row = (id: string) => {
    const answers = [...inClauses(id), ...inErrata(id)].map(
      (answer) => html`<a href="#${answer.id}" title="${answer.title}">${answer.id}</a>`,
    )
    return html`<li id="${id}"><b>${id}</b> <span>${describe(upstream.get(id), markdown)}
<span class="answers">${answers.length > 0 ? joined(answers, ', ') : 'not answered'}</span></span></li>
`
  }
  return html`<section class="appendix" id="upstream">
<h2><a href="#upstream">Upstream index</a></h2>
<p>The statements of the two upstream texts, numbered in their order, and the gaps and contradictions that we found in them: each in one line, with the clauses and errata that answer it.</p>
${groups.map(
  ([prefix, title, detail]) => html`<h3>${title} <small>${detail}</small></h3>
<ul class="upstream">${upstreamIds.filter((id) => idOf(id) === prefix).map(row)}</ul>
`,
)}
</section>
`
}

function describe(item: UpstreamItem | undefined, markdown: Markdown): Markup | undefined {
  if (item === undefined) return undefined
  // The heading above says already that it is a gap or a contradiction.
  const section =
    upstreamKind(item.id) === 'statement' && html`<span class="place">${item.place}</span> `
  return html`${section}${markdown.inline(item.says)}`
}

function idOf(id: string): string {
  return id.replace(/\d+$/, '')
}
