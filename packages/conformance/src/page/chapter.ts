import type { Chapter, Clause, Section } from '../spec/clause.js'
import type { Pins } from '../spec/pins.js'
import type { ClauseTrace } from './by-clause.js'
import { clauseArticle } from './clause.js'
import { figuresAt } from './figures/place.js'
import { html, type Markup } from './html.js'
import type { Markdown } from './markdown.js'
import { chapterName, sectionAnchor } from './words.js'

export interface ChapterContext {
  readonly pins: Pins
  readonly trace: (id: string) => ClauseTrace
  readonly markdown: Markdown
}

export function chapterSection(chapter: Chapter, context: ChapterContext): Markup {
  const name = chapterName(chapter.file)
  return html`<section class="chapter" id="${name}">
<h2><a href="#${name}">${chapter.title}</a></h2>
<div class="prose">${context.markdown.block(chapter.intro)}
${drawFigures(chapter, undefined, context)}</div>
${clausesOf(chapter, undefined, context)}
${chapter.sections.map((section) => subsection(chapter, section, context))}
</section>
`
}

function subsection(chapter: Chapter, section: Section, context: ChapterContext): Markup {
  const anchor = sectionAnchor(chapter.file, section.title)
  return html`<section class="part" id="${anchor}">
<h3 class="part-title"><a href="#${anchor}">${section.title}</a></h3>
<div class="prose">${context.markdown.block(section.intro)}
${drawFigures(chapter, section.title, context)}</div>
${clausesOf(chapter, section.title, context)}
</section>
`
}

function clausesOf(
  { clauses }: Chapter,
  section: string | undefined,
  { trace, markdown }: ChapterContext,
): readonly Markup[] {
  const here = (clause: Clause) => clause.section === section
  return clauses.filter(here).map((clause) => clauseArticle(clause, trace(clause.id), markdown))
}

function drawFigures(
  { file, sections }: Chapter,
  section: string | undefined,
  { pins, markdown }: ChapterContext,
): readonly Markup[] {
  const titles = sections.map(({ title }) => title)
  return figuresAt(chapterName(file), section, titles).map((draw) => draw(pins, markdown))
}
