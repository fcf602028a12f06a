import { html, type Markup } from '../page/html.js'
import { counted, grouped } from '../page/words.js'
import type { Status, TestResult } from '../suite/results.js'
import { type Context, linkTo, type PortView } from './context.js'
import { type Manner, mannerOf, manners } from './manner.js'
import { statuses, statusWords, symbols } from './status.js'
import { countOf } from './tally.js'

const layers = ['codec', 'round', 'session'] as const

/** The order of the bars and columns: what passes comes first. */
const columns: readonly Status[] = ['pass', ...statuses.filter((status) => status !== 'pass')]

/** How many tests of each layer ended how, and how those fail that do. */
export function countTables(context: Context, port: PortView): Markup {
  const { tests } = port.results
  const shown = columns.filter((status) => status === 'pass' || countOf(tests, status) > 0)
  const rows = layers
    .map((layer) => ({ layer, tests: tests.filter((test) => test.layer === layer) }))
    .filter((row) => row.tests.length > 0)
  const all = { layer: undefined, tests }
  return html`<div class="counts">
<div class="scroll" tabindex="0" role="region" aria-label="Tests by layer and status">
<table class="count-table">
<caption>${counted(tests.length, 'test')}</caption>
<thead><tr><th scope="col">layer</th><td class="bar-head"></td>${shown.map(
    (status) =>
      html`<th scope="col"><span class="symbol ${status}" aria-hidden="true">${symbols[status]}</span> ${statusWords[status]}</th>`,
  )}</tr></thead>
<tbody>${[...rows, ...(rows.length > 1 ? [all] : [])].map(
    ({
      layer,
      tests: some,
    }) => html`<tr class="${layer === undefined ? 'total' : ''}"><th scope="row">${layer ?? 'all'}</th><td class="bar-cell">${bar(some, tests.length)}</td>${shown.map(
      (status) => html`<td>${countLink(context, port, some, status, layer)}</td>`,
    )}</tr>
`,
  )}</tbody>
</table>
</div>
${mannerList(context, port)}
</div>
`
}

/** Drawn from the counts beside it, so hidden from who hears those. */
function bar(tests: readonly TestResult[], most: number): Markup {
  const parts = columns
    .map((status) => ({ status, count: countOf(tests, status) }))
    .filter(({ count }) => count > 0)
  return html`<div class="bar" aria-hidden="true" style="width:${Math.max(8, (100 * tests.length) / most).toFixed(2)}%">${parts.map(
    ({ status, count }) => html`<span class="part ${status}" style="flex-grow:${count}"></span>`,
  )}</div>`
}

function countLink(
  context: Context,
  port: PortView,
  tests: readonly TestResult[],
  status: Status,
  layer: string | undefined,
): Markup {
  const count = countOf(tests, status)
  if (count === 0) return html`<span class="none">0</span>`
  const wish = { status, ...(layer !== undefined && { layer }) }
  return html`<a href="${linkTo(context, port, wish)}">${grouped(count)}</a>`
}

function mannerList(context: Context, port: PortView): Markup | false {
  const found = port.results.tests.map(mannerOf).filter((manner) => manner !== undefined)
  if (found.length === 0) return false
  const rows = manners
    .map((manner) => ({ manner, count: found.filter((one) => one === manner).length }))
    .filter(({ count }) => count > 0)
  return html`<div class="manners">
${context.several ? html`<h3>How it fails</h3>` : html`<h2>How it fails</h2>`}
<ul>${rows.map(({ manner, count }) => mannerItem(context, port, manner, count))}</ul>
</div>`
}

function mannerItem(context: Context, port: PortView, manner: Manner, count: number): Markup {
  return html`<li><a href="${linkTo(context, port, { how: manner.id })}"><b>${grouped(count)}</b> <span class="how ${manner.id}">${manner.says}</span></a></li>
`
}
