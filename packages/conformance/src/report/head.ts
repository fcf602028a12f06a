import { html, type Markup } from '../page/html.js'
import { grouped } from '../page/words.js'
import type { Results } from '../suite/results.js'
import type { Context, PortView } from './context.js'
import { visible } from './in-page/visible.js'
import { countOf } from './tally.js'
import { verdictText } from './verdict-text.js'

/** Whose results these are, what they come to, and how they came about. */
export function portHead(context: Context, port: PortView): Markup {
  const { results, index } = port
  const { name, version } = results.port
  const title = html`${visible(name)} <small>${visible(version)}</small>`
  return html`<header class="port-head">
${context.several ? html`<h2 id="port-${index}">${title}</h2>` : html`<h1>${title}</h1>`}
${verdictText(context, port)}
${factList(results)}
${results.unmatched.length > 0 && unmatchedNote(results.unmatched)}
</header>
`
}

function factList(results: Results): Markup {
  const { port, seed, started, milliseconds, suite } = results
  const facts: readonly (readonly [string, string | Markup])[] = [
    ['Dialect', port.dialect],
    ['Command', html`<code>${visible(port.command)}</code>`],
    ['Seed', String(seed)],
    [
      'Run',
      html`<time datetime="${started}">${dateText(started)}</time>, ${timeText(milliseconds)}`,
    ],
    ['Suite', `${visible(suite.version)}, vectors ${visible(suite.vectors)}`],
    ['Ended with', exitText(results)],
  ]
  return html`<dl class="facts">${facts.map(
    ([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>
`,
  )}</dl>`
}

function exitText({ exitCode, level, tests, unmatched }: Results): string {
  const asked = { MUST: 'at MUST', SHOULD: 'at MUST and SHOULD', MAY: 'at every level' }[level]
  if (exitCode === 0) return `0: nothing fails ${asked} that is not known to`
  if (exitCode === 3) return '3: not all could be found out'
  const counts = [
    [countOf(tests, 'fail'), 'fail'],
    [countOf(tests, 'unexpected-pass'), 'pass and are known to fail'],
    [unmatched.length, 'are known to fail and are not there'],
  ] as const
  const there = counts.filter(([count]) => count > 0)
  return `${exitCode}: ${there.map(([count, what]) => `${grouped(count)} ${what}`).join(', ')}`
}

function unmatchedNote(ids: readonly string[]): Markup {
  return html`<div class="note"><b>Known to fail, and no test of this run:</b>
<ul class="plain">${ids.map((id) => html`<li><code>${visible(id)}</code></li>`)}</ul></div>`
}

/** In UTC, for a page that says the same to everybody. */
function dateText(started: string): string {
  return started.replace(/^(\d+-\d+-\d+)T(\d+:\d+).*$/, '$1 $2 UTC')
}

function timeText(milliseconds: number): string {
  const seconds = milliseconds / 1000
  if (seconds < 100) return `${seconds.toFixed(1)} s`
  return `${grouped(Math.floor(seconds / 60))} min ${Math.round(seconds % 60)} s`
}
