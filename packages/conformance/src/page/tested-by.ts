import type { ClauseLayer } from '../spec/clause.js'
import { type ClauseTrace, group } from './by-clause.js'
import { html, joined, type Markup } from './html.js'
import type { Deviation, Place, TracedCheck, TracedMutant, TracedVector } from './input.js'
import type { Markdown } from './markdown.js'
import { counted } from './words.js'

/** The folded part of a clause. Its summary alone says how well the clause is covered. */
export function testedBy(trace: ClauseTrace, layer: ClauseLayer, markdown: Markdown): Markup {
  const { vectors, checks, mutants, deviations, places } = trace
  const known = [vectors, checks, mutants, deviations, places].some(({ length }) => length > 0)
  if (!known) return html`<p class="trace">${summary(trace, layer)}</p>`
  return html`<details class="trace">
<summary>${summary(trace, layer)}</summary>
${vectors.length > 0 && vectorList(vectors)}
${checks.length > 0 && checkList(checks)}
${mutants.length > 0 && mutantList(mutants)}
${deviations.length > 0 && deviationList(deviations, markdown)}
${places.length > 0 && placeList(places)}
</details>`
}

function summary(
  { vectors, checks, mutants, deviations, places }: ClauseTrace,
  layer: ClauseLayer,
) {
  const tests = [
    vectors.length > 0 && counted(vectors.length, 'vector'),
    checks.length > 0 && counted(checks.length, 'check'),
    mutants.length > 0 && counted(mutants.length, 'mutant'),
  ].filter((part) => part !== false)
  const untested = layer === 'untestable' ? 'Not tested' : 'No tests yet'
  const dialects = [...new Set(deviations.map(({ profile }) => profile))]
  const parts = [
    tests.length > 0 ? `Tested by ${tests.join(', ')}` : untested,
    dialects.length > 0 && `differs in ${dialects.join(', ')}`,
    places.length > 0 && `implemented in ${counted(places.length, 'place')}`,
  ].filter((part) => part !== false)
  return parts.join(' · ')
}

const marks = { valid: '✓', invalid: '✗', permitted: '~' } as const

function vectorList(vectors: readonly TracedVector[]): Markup {
  const inFile = group(vectors, ({ file }) => [file])
  const files = [...new Set(vectors.map(({ file }) => file))]
  return html`<h4>Vectors</h4>
${files.map(
  (file) => html`<p class="file"><code>${file}</code></p>
<ul class="ids">${inFile(file).map(
    ({ id, result }) =>
      html`<li><span class="mark ${result}" title="${result}">${marks[result]}</span> <code>${id}</code> <span class="result">${result}</span></li>
`,
  )}</ul>`,
)}`
}

function checkList(checks: readonly TracedCheck[]): Markup {
  return html`<h4>Checks</h4>
<ul class="ids">${checks.map(({ id, file }) => html`<li><code>${id}</code> <span class="result">${file}</span></li>`)}</ul>`
}

function mutantList(mutants: readonly TracedMutant[]): Markup {
  return html`<h4>Mutants</h4>
<ul class="mutants">${mutants.map(
    (mutant) => html`<li><code>${mutant.id}</code> ${mutant.does}
<div class="kills">${kills(mutant.killedBy)}</div></li>`,
  )}</ul>`
}

const shownKills = 4

function kills(killedBy: readonly string[]): Markup {
  if (killedBy.length === 0) return html`<strong class="survives">survives</strong>`
  const ids = killedBy.map((id) => html`<code>${id}</code>`)
  const rest = ids.slice(shownKills)
  return html`killed by ${joined(ids.slice(0, shownKills), ', ')}${
    rest.length > 0 &&
    html` <details class="more"><summary>and ${rest.length} more</summary>${joined(rest, ', ')}</details>`
  }`
}

function deviationList(deviations: readonly Deviation[], markdown: Markdown): Markup {
  return html`<h4>Dialects that differ</h4>
<dl class="dialects">${deviations.map(
    ({ profile, how }) => html`<dt>${profile}</dt><dd>${markdown.inline(how)}</dd>
`,
  )}</dl>`
}

function placeList(places: readonly Place[]): Markup {
  return html`<h4>Implemented in</h4>
<ul class="ids">${places.map(({ file, line }) => html`<li><code>${file}:${line}</code></li>`)}</ul>`
}
