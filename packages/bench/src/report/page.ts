import { html, type Markup, trusted } from '@car-mirror/conformance/dist/page/html.js'
import { htmlPage } from '@car-mirror/conformance/dist/page/html-page.js'
import { machineText } from '../machine.js'
import { problemsOf, type Results } from '../results.js'
import type { Fact, Row, Section } from '../section.js'
import { type Outcome, outcomes, type State } from './outcomes.js'
import { type Picture, pictures } from './plots.js'
import { styles } from './styles.js'
import { absentLines, bytes, dateText, number, quantity, rangeText, ratioText } from './words.js'

/** Pixels of a picture on a screen, and on a telephone. */
const WIDE = 900
const NARROW = 328

/** All figures as one HTML file that needs no other. */
export function renderPage(results: Results): string {
  const problems = problemsOf(results)
  const body = html`<main>
<header>
<p class="eyebrow">CAR Mirror benchmark</p>
<h1>${headline(results)}</h1>
${facts(results)}
</header>
${problems.length > 0 && list('problems', 'This must not be', problems)}
${goalTable(outcomes(results))}
${results.sections.map(sectionPart)}
</main>`
  return htmlPage('CAR Mirror benchmark', styles, body)
}

function headline(results: Results): string {
  const all = outcomes(results)
  if (all.length === 0) return 'What was measured'
  const count = (state: State) => all.filter((outcome) => outcome.state === state).length
  const rest = (['missed', 'not proven', 'could not run'] as const)
    .filter((state) => count(state) > 0)
    .map((state) => `${count(state)} ${state}`)
  return [`${count('reached')} of ${all.length} goals reached`, ...rest].join(', ')
}

function facts({ date, machine, command, seconds, extent }: Results): Markup {
  const minutes = seconds < 100 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`
  const all: readonly (readonly [string, string | Markup])[] = [
    [
      'Measured',
      html`<time datetime="${date}">${dateText(date)}</time>, ${extent} run of ${minutes}`,
    ],
    ['Machine', machineText(machine)],
    ['Again', html`<code>${command}</code>`],
  ]
  return html`<dl class="facts">${all.map(
    ([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>
`,
  )}</dl>`
}

function list(kind: string, title: string, items: readonly string[]): Markup {
  return html`<section class="${kind}"><h2>${title}</h2><ul>${items.map((item) => html`<li>${item}</li>`)}</ul></section>`
}

const KINDS: Readonly<Record<State, string>> = {
  reached: 'reached',
  missed: 'missed',
  'not proven': 'open',
  'could not run': 'open',
}

function goalTable(all: readonly Outcome[]): Markup | false {
  if (all.length === 0) return false
  return html`<section>
<h2>Goals</h2>
<table class="figures goals">
<thead><tr><th>Work</th><th class="n">Goal</th><th class="n">Found</th><th></th></tr></thead>
<tbody>${all.map(
    ({ work, opponent, goal, found, spread, state }) =>
      html`<tr><th>${work}${opponent !== '' && html`<small>against ${opponent}</small>`}</th><td class="n">${goal}</td><td class="n">${found}<small>${spread}</small></td><td><span class="state ${KINDS[state]}">${state}</span></td></tr>
`,
  )}</tbody></table>
</section>
`
}

function sectionPart(section: Section): Markup {
  const { name, title, rows, facts, absent = [], notes } = section
  return html`<section id="${name}">
<h2>${title}</h2>
${rows.length > 0 && html`<p class="key">Bars end at the median of the pairs, on a log axis: right of 1 ours is ahead. The thin line goes from the worst pair to the best; the blue mark is the goal.</p>`}
${pictures(section).map(picturePart)}
${rows.length > 0 && rowTable(rows)}
${facts.length > 0 && factTable(facts)}
${absent.length > 0 && list('absent', 'Could not run', absentLines(absent))}
${notes.length > 0 && html`<details class="notes"><summary>How it was measured</summary><ul>${notes.map((note) => html`<li>${note}</li>`)}</ul></details>`}
</section>
`
}

function picturePart({ title, draw }: Picture): Markup {
  return html`<figure>
<figcaption>${title}</figcaption>
<div class="wide">${trusted(draw(WIDE))}</div><div class="narrow">${trusted(draw(NARROW))}</div>
</figure>
`
}

function rowTable(rows: readonly Row[]): Markup {
  const withMemory = rows.some(({ peak }) => peak !== undefined)
  return html`<div class="scroll"><table class="figures">
<thead><tr><th>Work</th><th>Against</th><th class="n">Ours</th><th class="n">Theirs</th><th class="n">Ratio</th>${withMemory && html`<th class="n">Memory</th><th class="n">Theirs</th>`}<th></th></tr></thead>
<tbody>${rows.map(
    (row) =>
      html`<tr><th>${row.work}</th><td>${row.opponent}</td><td class="n">${quantity(row.ours.median, row.unit)}</td><td class="n">${quantity(row.theirs.median, row.unit)}</td><td class="n ${row.ratio.median >= Math.min(1, row.goal ?? 1) ? 'ahead' : 'behind'}">${ratioCell(row)}</td>${withMemory && html`<td class="n">${row.peak && bytes(row.peak.ours)}</td><td class="n">${row.peak && bytes(row.peak.theirs)}</td>`}<td>${row.note}</td></tr>
`,
  )}</tbody></table></div>
`
}

function ratioCell(row: Row): Markup {
  const { ratio } = row
  const spread = ratio.runs > 1 && html` <small>${rangeText(ratio)}, ${ratio.runs} pairs</small>`
  return html`${ratioText(row)}${spread}`
}

function factTable(all: readonly Fact[]): Markup {
  return html`<div class="scroll"><table class="figures">
<thead><tr><th>Figure</th><th class="n">Value</th><th class="n">Goal</th><th></th></tr></thead>
<tbody>${all.map(
    ({ work, value, unit, goal, note }) =>
      html`<tr><th>${work}</th><td class="n">${quantity(value, unit)}</td><td class="n">${goal && `${goal.is} ${number(goal.value)}`}</td><td>${note}</td></tr>
`,
  )}</tbody></table></div>
`
}
