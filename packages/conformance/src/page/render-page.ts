import { upstreamIds } from '../spec/upstream.js'
import { script } from './browser.js'
import { byClause } from './by-clause.js'
import { chapterSection } from './chapter.js'
import { contents } from './contents.js'
import { errataSection } from './errata.js'
import { filterBox } from './filter-box.js'
import { html, trusted } from './html.js'
import { htmlPage } from './html-page.js'
import type { PageInput } from './input.js'
import { killMatrix } from './kill-matrix.js'
import { markdown } from './markdown.js'
import { questionList } from './question-list.js'
import { styles } from './styles/styles.js'
import { summary } from './summary.js'
import { upstreamIndex } from './upstream-index.js'

/** The specification as one HTML file that needs no other: read from top to bottom, or asked. */
export function renderPage({ spec, trace }: PageInput): string {
  const anchors = new Set([
    ...spec.clauses.keys(),
    ...upstreamIds,
    ...spec.errata.map(({ id }) => id),
  ])
  const text = markdown((id) => anchors.has(id))
  const traceOf = byClause(trace)
  const { side, folded } = contents(spec, text)
  const context = { pins: spec.pins, trace: traceOf, markdown: text }
  const body = html`<div class="page">
${side}
<main>
${summary(spec, trace)}
${folded}
${filterBox()}
${questionList(spec, text)}
${spec.chapters.map((chapter) => chapterSection(chapter, context))}
${errataSection(spec.errata, text)}
${upstreamIndex(spec, text)}
${killMatrix(spec, traceOf)}
</main>
</div>
<script>${trusted(script())}</script>`
  return htmlPage('CAR Mirror: the specification in testable form', styles, body)
}
