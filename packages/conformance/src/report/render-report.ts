import { levelBadge } from '../page/clause.js'
import { html, type Markup, trusted } from '../page/html.js'
import { htmlPage } from '../page/html-page.js'
import { markdown } from '../page/markdown.js'
import type { Spec } from '../spec/clause.js'
import type { Results } from '../suite/results.js'
import { type Context, linkTo, type PortView } from './context.js'
import { countTables } from './counts.js'
import { embedded } from './embed.js'
import { type Evidence, evidenceOf, hasEvidence } from './evidence.js'
import { filterForm } from './filter-form.js'
import { clauseText, findings } from './findings.js'
import { overview } from './grid.js'
import { portHead } from './head.js'
import { script } from './in-page/script.js'
import { visible } from './in-page/visible.js'
import { type MatrixData, matrix, matrixData } from './matrix.js'
import { styles } from './styles/styles.js'
import { verdictText } from './verdict-text.js'

/** What the script of the page reads. */
export interface PageData {
  /** For each port, by the number of a test, what was kept of its bytes. */
  readonly evidence: readonly Readonly<Record<number, Evidence>>[]
  readonly matrix?: MatrixData
}

/**
 * The results of one port as one HTML file that needs no other; those of several also side by side.
 * All that comes from a port is shown, and none of it obeyed.
 */
export function renderReport(results: readonly Results[], spec: Spec): string {
  const several = results.length > 1
  const text = markdown((id) => spec.clauses.has(id))
  const context: Context = { spec, markdown: text, several }
  const ports = results.map((one, index) => ({
    results: one,
    index,
    title: titleOf(index, results),
  }))
  const title = ports.map((port) => port.title).join(', ')
  const body = html`<a class="skip" href="#tests">To the tests</a>
<main>
<p class="eyebrow">CAR Mirror conformance</p>
${several && comparison(context, ports)}
${ports.map((port) => portPart(context, port))}
<div id="tests" tabindex="-1">
<noscript><p class="note">The bytes of each failure, and the filter, need JavaScript. Without it they are in <code>results.json</code>.</p></noscript>
${filterForm(context, ports)}
<div id="asked" hidden></div>
${ports.map((port) => findings(context, port))}
</div>
</main>
${clauseTemplates(context)}
${embedded('data', dataOf(ports))}
<script>${trusted(script())}</script>`
  return htmlPage(`${visible(title)}: CAR Mirror conformance`, styles, body)
}

/** Two results of one name are told apart by the version, or else by their place. */
function titleOf(index: number, all: readonly Results[]): string {
  const { name, version } = all[index]!.port
  if (all.filter(({ port }) => port.name === name).length < 2) return name
  const twins = all.filter(({ port }) => port.name === name && port.version === version)
  return twins.length < 2 ? `${name} ${version}` : `${name} ${version} (${index + 1})`
}

function comparison(context: Context, ports: readonly PortView[]): Markup {
  return html`<h1>${ports.length} ports side by side</h1>
<div class="comparison">${ports.map((port) => portCard(context, port))}</div>
${matrix(context, ports)}`
}

function portCard(context: Context, port: PortView): Markup {
  const { name, version } = port.results.port
  return html`<article>
<h2><a href="${linkTo(context, port, {})}">${visible(name)}</a> <small>${visible(version)}</small></h2>
${verdictText(context, port)}
</article>
`
}

function portPart(context: Context, port: PortView): Markup {
  return html`<div class="port" data-port="${port.index}">
${portHead(context, port)}
${countTables(context, port)}
${overview(context, port)}
</div>
`
}

/** The texts of all clauses, once for all that shows them. */
function clauseTemplates(context: Context): Markup {
  const { spec, markdown } = context
  return html`${[...spec.clauses.values()].map(
    ({ id, title, level }) =>
      html`<template data-clause-text="${id}"><div class="clause-text"><p class="clause-name"><span class="id">${id}</span> ${markdown.inline(title)} ${levelBadge(level)}</p>${clauseText(context, id)}</div></template>
`,
  )}`
}

function dataOf(ports: readonly PortView[]): PageData {
  const evidence = ports.map(({ results }) => {
    const all = results.tests.map((test, number) => [number, evidenceOf(test)] as const)
    return Object.fromEntries(all.filter(([, one]) => hasEvidence(one)))
  })
  return { evidence, ...(ports.length > 1 && { matrix: matrixData(ports) }) }
}
