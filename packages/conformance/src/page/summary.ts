import { levels, type Spec } from '../spec/clause.js'
import { html, type Markup } from './html.js'
import type { Trace } from './input.js'
import { grouped } from './words.js'

/** The first thing on the page: what this is, and how much of it. */
export function summary({ clauses }: Spec, trace: Trace): Markup {
  const all = [...clauses.values()]
  const perLevel = levels.map(
    (level) => `${all.filter((clause) => clause.level === level).length} ${level}`,
  )
  const killed = trace.mutants.filter(({ killedBy }) => killedBy.length > 0).length
  const profiles = ['spec', 'rs', 'go'].map(
    (name) => `${grouped(trace.vectors.filter(({ profile }) => profile === name).length)} ${name}`,
  )
  return html`<header class="top" id="top">
<h1>CAR Mirror</h1>
<p class="lead">The protocol in clauses that can be tested, each with the vectors, checks and broken implementations that prove it.</p>
<dl class="numbers">
${number(all.length, 'clauses', perLevel.join(' · '))}
${number(trace.vectors.length, 'vectors', `version ${trace.version} · ${profiles.join(' · ')}`)}
${number(trace.mutants.length, 'mutants', `${grouped(killed)} killed`)}
${number(trace.checks.length, 'checks', 'programs instead of data')}
</dl>
</header>
`
}

function number(count: number, what: string, detail: string): Markup {
  return html`<div><dt>${what}</dt><dd><b>${grouped(count)}</b> <span>${detail}</span></dd></div>`
}
