import { html, type Markup } from '../page/html.js'
import { chapterName, counted } from '../page/words.js'
import type { Chapter, Clause } from '../spec/clause.js'
import type { TestResult } from '../suite/results.js'
import { type Context, isTestable, linkTo, type PortView, type Wish } from './context.js'
import { visible } from './in-page/visible.js'
import { statuses, statusWords, symbols } from './status.js'
import { byClause, countOf, tally } from './tally.js'

/** Of the tests of the text one for each layer; what a dialect does instead, in one of its own. */
interface Column extends Wish {
  readonly title: string
}

/** Every testable clause in each layer, chapter by chapter. */
export function overview(context: Context, port: PortView): Markup {
  const { tests, port: subject } = port.results
  const { chapters } = context.spec
  const columns: readonly Column[] = [
    ...['codec', 'round', 'session'].map((layer) => ({ title: layer, layer, profile: 'spec' })),
    ...(subject.dialect === 'spec' ? [] : [{ title: subject.dialect, profile: subject.dialect }]),
  ]
  const testsOf = byClause(tests)
  const rows = chapters.flatMap(({ clauses }) => clauses.filter(isTestable))
  const untested = rows.filter(({ id }) => testsOf(id).length === 0).length
  const untestable = context.spec.clauses.size - rows.length
  const heading = `overview-${port.index}`
  return html`<section class="overview" aria-labelledby="${heading}">
${sectionTitle(context, heading)}
<p class="lead-in">${counted(rows.length, 'clause')} that can be tested, ${untested} of them without a test in this run; ${untestable} more cannot be. ${
    subject.dialect !== 'spec' &&
    html`The column <b>${subject.dialect}</b> is what the port is known to do instead, where it differs.`
  } Each number counts tests, and leads to them. A test that fails counts at each clause that it names, or, if it is known to fail, at the one to blame.</p>
${legend(tests)}
<div class="chapters">
${chapters.map((chapter) => chapterTable(context, port, chapter, { columns, testsOf }))}
</div>
${unjudgedList(context, port)}
</section>
`
}

/** What stands in the way of a verdict, clause by clause. */
function unjudgedList(context: Context, port: PortView): Markup | false {
  const { unjudged = [] } = port.results
  if (unjudged.length === 0) return false
  return html`<div class="note"><b>Not judged in this run:</b>
<ul class="plain">${unjudged.map(
    ({ clause, why }) =>
      html`<li><a href="${linkTo(context, port, { clause })}">${visible(clause)}</a>: ${visible(why)}</li>`,
  )}</ul></div>`
}

function sectionTitle({ several }: Context, id: string): Markup {
  return several ? html`<h3 id="${id}">Clauses</h3>` : html`<h2 id="${id}">Clauses</h2>`
}

function legend(tests: readonly TestResult[]): Markup {
  const shown = statuses.filter((status) => countOf(tests, status) > 0)
  return html`<ul class="legend" aria-label="What the symbols mean">${shown.map(
    (status) =>
      html`<li><span class="symbol ${status}">${symbols[status]}</span> ${statusWords[status]}</li>`,
  )}<li><span class="symbol untested">·</span> no test</li></ul>`
}

interface Rows {
  readonly columns: readonly Column[]
  readonly testsOf: (id: string) => readonly TestResult[]
}

function chapterTable(
  context: Context,
  port: PortView,
  { title, file, clauses }: Chapter,
  rows: Rows,
): Markup | false {
  const shown = clauses.filter(isTestable)
  if (shown.length === 0) return false
  const tests = shown.flatMap(({ id }) => rows.testsOf(id))
  const columns = rows.columns.filter((column) => tests.some((test) => isIn(column, test)))
  const link = linkTo(context, port, { chapter: chapterName(file) })
  return html`<table class="grid">
<caption><a href="${link}">${title}</a></caption>
<thead><tr><th scope="col">clause</th>${columns.map((column) => html`<th scope="col">${column.title}</th>`)}</tr></thead>
<tbody>${shown.map((clause) => clauseRow(context, port, clause, { ...rows, columns }))}</tbody>
</table>
`
}

function isIn({ layer, profile }: Column, test: TestResult): boolean {
  return test.profile === profile && (layer === undefined || test.layer === layer)
}

function clauseRow(
  context: Context,
  port: PortView,
  clause: Clause,
  { columns, testsOf }: Rows,
): Markup {
  const tests = testsOf(clause.id)
  const name = html`<a href="${linkTo(context, port, { clause: clause.id })}">${clause.id}</a> <span class="title" title="${clause.title}">${context.markdown.inline(clause.title)}</span>`
  return html`<tr class="${tests.length === 0 ? 'untested' : ''}"><th scope="row">${name}</th>${columns.map(
    (column) => {
      const { layer, profile } = column
      const here = tests.filter(
        (test) => test.profile === profile && (layer === undefined || test.layer === layer),
      )
      return cell(context, port, clause, column, here)
    },
  )}</tr>
`
}

function cell(
  context: Context,
  port: PortView,
  { id }: Clause,
  { title: _, ...wish }: Column,
  tests: readonly TestResult[],
): Markup {
  const found = tally(tests)
  if (found === undefined)
    return html`<td><span class="cell untested" title="no test">·</span></td>`
  const { status, count, of } = found
  const words = `${count} of ${of} ${statusWords[status]}`
  const link = linkTo(context, port, { clause: id, ...wish })
  return html`<td><a class="cell ${status}" style="--share:${((100 * count) / of).toFixed(0)}%" href="${link}" title="${words}"><span aria-hidden="true"><span class="symbol">${symbols[status]}</span> ${count}</span><span class="unseen">${words}</span></a></td>`
}
