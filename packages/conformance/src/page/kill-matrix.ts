import type { Clause, Spec } from '../spec/clause.js'
import type { ClauseTrace } from './by-clause.js'
import { levelBadge } from './clause.js'
import { html, type Markup } from './html.js'
import type { TracedMutant } from './input.js'
import { chapterName, counted, grouped } from './words.js'

/** Every testable MUST and SHOULD, its mutants, and how many vectors and checks kill each. */
export function killMatrix({ chapters }: Spec, trace: (id: string) => ClauseTrace): Markup {
  const rows = chapters.flatMap(({ clauses }) =>
    clauses.filter((clause) => isDue(clause) || trace(clause.id).mutants.length > 0),
  )
  const mutants = rows.flatMap(({ id }) => trace(id).mutants)
  const survivors = mutants.filter(({ killedBy }) => killedBy.length === 0).length
  return html`<section class="appendix" id="kills">
<h2><a href="#kills">Kill matrix</a></h2>
<p>A mutant is an implementation that breaks one clause on purpose. The number beside it counts the vectors and checks that name this clause and fail on it. ${counted(rows.length, 'clause')}, ${counted(mutants.length, 'mutant')}, ${survivors === 0 ? 'no survivor' : counted(survivors, 'survivor')}.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Kill matrix">
<table class="kill-matrix">
<thead><tr><th>clause</th><th>level</th><th>vectors</th><th>mutant</th><th>does</th><th>killed by</th></tr></thead>
${chapters.map(({ file, title, clauses }) => {
  const here = clauses.filter((clause) => rows.includes(clause))
  return (
    here.length > 0 &&
    html`<tbody><tr class="head"><th colspan="6" scope="rowgroup"><a href="#${chapterName(file)}">${title}</a></th></tr>
${here.map((clause) => clauseRows(clause, trace(clause.id)))}</tbody>
`
  )
})}
</table>
</div>
</section>
`
}

function isDue({ level, layer }: Clause): boolean {
  return level !== 'MAY' && layer !== 'untestable'
}

function clauseRows(clause: Clause, { mutants, vectors }: ClauseTrace): readonly Markup[] {
  const [first, ...others] = mutants
  const span = Math.max(mutants.length, 1)
  return [
    html`<tr><th scope="row" rowspan="${span}"><a href="#${clause.id}" title="${clause.title}">${clause.id}</a></th><td rowspan="${span}">${levelBadge(clause.level)}</td><td rowspan="${span}" class="number">${grouped(vectors.length)}</td>${
      first === undefined ? html`<td colspan="3" class="none">no mutant</td>` : mutantCells(first)
    }</tr>
`,
    ...others.map(
      (mutant) => html`<tr>${mutantCells(mutant)}</tr>
`,
    ),
  ]
}

function mutantCells({ id, does, killedBy, clause }: TracedMutant): Markup {
  const count = killedBy.length
  const name = id.startsWith(`${clause}/`) ? id.slice(clause.length + 1) : id
  return html`<td><code>${name}</code></td><td>${does}</td><td class="number">${
    count === 0 ? html`<strong class="survives">survives</strong>` : grouped(count)
  }</td>`
}
