import { html, type Markup } from '../page/html.js'
import { counted } from '../page/words.js'
import type { Chapter, Clause } from '../spec/clause.js'
import type { TestResult } from '../suite/results.js'
import { type Context, isTestable, linkTo, type PortView } from './context.js'
import { visible } from './in-page/visible.js'
import { statusWords, symbols } from './status.js'
import { byClause, tally } from './tally.js'

type TestsOf = (id: string) => readonly TestResult[]

/** Clauses against ports. Of each cell the most telling status, and how many tests have it. */
export function matrix(context: Context, ports: readonly PortView[]): Markup {
  const testsOf = ports.map(({ results }) => byClause(results.tests))
  const { chapters } = context.spec
  const clauses = chapters.flatMap((chapter) => chapter.clauses.filter(isTestable))
  const differing = clauses.filter(({ id }) => isDiffering(testsOf, id)).length
  return html`<section class="matrix-part" aria-labelledby="matrix">
<h2 id="matrix">Clause by clause</h2>
<p class="lead-in">${counted(clauses.length, 'clause')} that can be tested; at ${differing} of them the ports differ. Each cell leads to its tests; a clause opens into its tests.</p>
<p><button type="button" class="only-differing" aria-pressed="false">Only where the ports differ</button></p>
<div class="scroll" tabindex="0" role="region" aria-label="Clauses and ports">
<table class="matrix">
<caption class="unseen">For each clause, what its tests came to with each port</caption>
<thead><tr><th scope="col">clause</th>${ports.map(
    (port) =>
      html`<th scope="col"><a href="${linkTo(context, port, {})}">${visible(port.title)}</a></th>`,
  )}</tr></thead>
${chapters.map((chapter) => chapterRows(context, ports, chapter, testsOf))}
</table>
</div>
</section>
`
}

function isDiffering(testsOf: readonly TestsOf[], id: string): boolean {
  return new Set(testsOf.map((of) => tally(of(id))?.status)).size > 1
}

function chapterRows(
  context: Context,
  ports: readonly PortView[],
  { title, clauses }: Chapter,
  testsOf: readonly TestsOf[],
): Markup {
  const rows = clauses.filter(isTestable)
  const differing = rows.some(({ id }) => isDiffering(testsOf, id))
  return html`<tbody class="${differing ? '' : 'same'}"><tr class="head"><th scope="colgroup" colspan="${ports.length + 1}">${title}</th></tr>
${rows.map((clause) => clauseRow(context, ports, clause, testsOf))}</tbody>
`
}

function clauseRow(
  context: Context,
  ports: readonly PortView[],
  { id, title, level }: Clause,
  testsOf: readonly TestsOf[],
): Markup {
  const any = testsOf.some((of) => of(id).length > 0)
  const marks = [...(any ? [] : ['untested']), ...(isDiffering(testsOf, id) ? [] : ['same'])]
  const name = html`<span class="clause-id">${id}</span> <span class="title">${context.markdown.inline(title)}</span>${level !== 'MUST' && html` <span class="weak">${level}</span>`}`
  return html`<tr class="${marks.join(' ')}" data-clause-row="${id}"><th scope="row">${
    any ? html`<button type="button" class="unfold" aria-expanded="false">${name}</button>` : name
  }</th>${ports.map((port, i) => cell(context, port, id, testsOf[i]!(id)))}</tr>
`
}

function cell(
  context: Context,
  port: PortView,
  clause: string,
  tests: readonly TestResult[],
): Markup {
  const found = tally(tests)
  if (found === undefined)
    return html`<td><span class="cell untested" title="no test">·</span></td>`
  const { status, count, of } = found
  const words = `${count} of ${of} ${statusWords[status]}`
  return html`<td><a class="cell ${status}" style="--share:${((100 * count) / of).toFixed(0)}%" href="${linkTo(context, port, { clause })}" title="${words}"><span aria-hidden="true"><span class="symbol">${symbols[status]}</span> ${count}<small>/${of}</small></span><span class="unseen">${words}</span></a></td>`
}

/** What the script opens a clause of the matrix into. */
export interface MatrixData {
  /** Ids of tests, each once. */
  readonly ids: readonly string[]
  /** For each port, for each id, its status as a number; -1 where it has no such test. */
  readonly statuses: readonly (readonly number[])[]
  /** For each clause, places in `ids`. */
  readonly clauses: Readonly<Record<string, readonly number[]>>
  /** What the numbers mean. */
  readonly words: readonly (readonly [name: string, symbol: string, words: string])[]
}

export function matrixData(ports: readonly PortView[]): MatrixData {
  const names = Object.keys(symbols) as (keyof typeof symbols)[]
  const perPort = ports.map(({ results }) => new Map(results.tests.map((test) => [test.id, test])))
  const ids = [...new Set(perPort.flatMap((tests) => [...tests.keys()]))]
  const places = new Map(ids.map((id, place) => [id, place]))
  const clauses = new Map<string, Set<number>>()
  for (const { id, requirements } of perPort.flatMap((tests) => [...tests.values()])) {
    for (const clause of requirements) {
      const members = clauses.get(clause) ?? new Set()
      clauses.set(clause, members.add(places.get(id)!))
    }
  }
  return {
    ids,
    statuses: perPort.map((tests) =>
      ids.map((id) => {
        const test = tests.get(id)
        return test === undefined ? -1 : names.indexOf(test.status)
      }),
    ),
    clauses: Object.fromEntries([...clauses].map(([id, members]) => [id, [...members]])),
    words: names.map((name) => [name, symbols[name], statusWords[name]]),
  }
}
