import type { Chapter, Spec } from '../spec/clause.js'
import { html, type Markup } from './html.js'
import type { Markdown } from './markdown.js'
import { chapterName } from './words.js'

/** What stands after the chapters. */
const appendices = [
  ['questions', 'Questions'],
  ['errata', 'Errata'],
  ['upstream', 'Upstream index'],
  ['kills', 'Kill matrix'],
] as const

/** Beside the text on a wide screen, folded above it on a narrow one: the same links twice. */
export function contents(spec: Spec, markdown: Markdown): { side: Markup; folded: Markup } {
  const list = contentsList(spec, markdown)
  return {
    side: html`<nav class="side" aria-label="Contents"><p class="side-title"><a href="#top">CAR Mirror</a></p>${list}</nav>`,
    folded: html`<details class="folded-contents"><summary>Contents</summary><nav aria-label="Contents, folded">${list}</nav></details>`,
  }
}

function contentsList({ chapters }: Spec, markdown: Markdown): Markup {
  return html`<ol class="contents">
<li><a href="#questions">Questions</a></li>
${chapters.map((chapter) => chapterItem(chapter, markdown))}
${appendices.slice(1).map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}
</ol>`
}

function chapterItem({ file, title, clauses }: Chapter, markdown: Markdown): Markup {
  const name = chapterName(file)
  return html`<li><details data-chapter="${name}"><summary><a href="#${name}">${title}</a> <span class="count">${clauses.length}</span></summary>
<ol>${clauses.map(
    ({ id, title }) =>
      html`<li><a href="#${id}"><span class="toc-id">${id}</span> ${markdown.inline(title)}</a></li>
`,
  )}</ol></details></li>
`
}
