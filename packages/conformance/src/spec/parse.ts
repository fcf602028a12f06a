import { chapterFiles } from './chapters.js'
import type { Chapter, Clause, Section } from './clause.js'
import { SpecError } from './error.js'
import { ClauseIds } from './ids.js'
import { parseMeta } from './meta.js'
import { type Block, type Line, outline, toText } from './outline.js'
import { parsePinTables } from './pin-table.js'
import { Reports } from './reports.js'

/** What the chapters say, as far as it could be read. */
export interface Draft {
  readonly chapters: readonly Chapter[]
  readonly clauses: ReadonlyMap<string, DraftClause>
  readonly problems: readonly SpecError[]
}

export interface DraftClause extends Clause {
  /** Names of pins that have been reported, so are not missing. */
  readonly unreadable: readonly string[]
}

const QUOTES = ['Open upstream.', 'Contested.', 'Contradiction upstream.']

/** Parses the chapters, given by their paths: `spec/filter.md`. Problems are collected, not thrown. */
export function parseChapters(texts: ReadonlyMap<string, string>): Draft {
  const clauses = new Map<string, DraftClause>()
  const problems: SpecError[] = []
  const parsed: Chapter[] = []
  for (const file of chapterFiles) {
    const source = texts.get(file)
    if (source === undefined) {
      problems.push(new SpecError('ERR_SPEC_FILE', file, 1, 'the chapter is missing'))
      continue
    }
    const reports = new Reports(file)
    parsed.push(parseChapter(source, reports, clauses))
    problems.push(...reports.problems)
  }
  return { chapters: parsed, clauses, problems }
}

function parseChapter(
  source: string,
  reports: Reports,
  clauses: Map<string, DraftClause>,
): Chapter {
  const { file } = reports
  const sections: Section[] = []
  const own: Clause[] = []
  const ids = new ClauseIds(reports, clauses)
  let title: Block | undefined
  for (const block of outline(source)) {
    if (block.level === 1) title ??= block
    else if (block.level === 2) {
      sections.push({ title: block.heading, intro: toText(block.body), line: block.line })
    } else if (block.level === 3) {
      const heading = ids.read(block)
      if (heading === undefined) continue
      const clause = parseClause(block, heading, sections.at(-1), clauses.size, reports)
      if (!clauses.has(clause.id)) {
        clauses.set(clause.id, clause)
        own.push(clause)
      }
    }
  }
  if (title === undefined) reports.add('ERR_SPEC_TEXT', 1, 'the chapter has no title')
  return {
    file,
    title: title?.heading ?? file,
    intro: toText(title?.body ?? []),
    sections,
    clauses: own,
  }
}

function parseClause(
  block: Block,
  heading: { readonly id: string; readonly title: string },
  section: Section | undefined,
  order: number,
  reports: Reports,
): DraftClause {
  const first = block.body.findIndex(({ text }) => text.trim() !== '')
  const metaLine = block.body[first] ?? { text: '', number: block.line, fenced: false }
  const meta = parseMeta(metaLine, reports)
  const { rows, unreadable, rest } = parsePinTables(block.body.slice(first + 1), reports)
  const quote = rest.filter(isQuote)
  const text = toText(rest.filter((line) => !isQuote(line)))
  if (text === '' && rows.length + unreadable.length === 0) {
    reports.add('ERR_SPEC_TEXT', block.line, `${heading.id} says nothing`)
  }
  const open = parseQuote(quote, reports)
  return {
    ...heading,
    ...meta,
    text,
    ...(open === undefined ? {} : { open }),
    pins: Object.fromEntries(rows.map(({ name, value }) => [name, value])),
    rows,
    unreadable,
    ...(section === undefined ? {} : { section: section.title }),
    file: reports.file,
    line: block.line,
    order,
  }
}

function isQuote({ text, fenced }: Line): boolean {
  return !fenced && text.startsWith('>')
}

function parseQuote(quote: readonly Line[], reports: Reports): string | undefined {
  if (quote.length === 0) return undefined
  const open = toText(quote.map((line) => ({ ...line, text: line.text.replace(/^> ?/, '') })))
  if (!QUOTES.some((words) => open.startsWith(`**${words}** `))) {
    const known = QUOTES.map((words) => `**${words}**`).join(', ')
    reports.add('ERR_SPEC_TEXT', quote[0]!.number, `a quote begins with one of ${known}`)
  }
  return open
}
