import { errataFile } from './chapters.js'
import type { Erratum } from './clause.js'
import type { SpecError } from './error.js'
import { type Block, outline, toText } from './outline.js'
import { Reports } from './reports.js'
import { isUpstream } from './upstream.js'

/** Parses spec/errata.md: `### E-3 Title`, then `**Answers** CM-31, X1`, then prose. */
export function parseErrata(source: string): { errata: Erratum[]; problems: SpecError[] } {
  const reports = new Reports(errataFile)
  const errata: Erratum[] = []
  for (const block of outline(source)) {
    if (block.level !== 3) continue
    const [, id, number, title] = /^(E-([1-9][0-9]*)) (\S.*)$/.exec(block.heading) ?? []
    if (id === undefined || title === undefined) {
      const what = `"${block.heading}" is not an id (E-n) and a title`
      reports.add('ERR_SPEC_ERRATUM', block.line, what)
      continue
    }
    if (Number(number) !== errata.length + 1) {
      const what = `${id} stands where E-${errata.length + 1} should`
      reports.add('ERR_SPEC_ERRATUM', block.line, what)
    }
    errata.push({ id, title, ...parseEntry(block, reports) })
  }
  return { errata, problems: reports.problems }
}

function parseEntry(
  { body, line }: Block,
  reports: Reports,
): Pick<Erratum, 'answers' | 'text' | 'file' | 'line'> {
  const at = body.findIndex(({ text }) => text.trim() !== '')
  const first = body[at] ?? { text: '', number: line }
  const list = /^\*\*Answers\*\* (.+)$/.exec(first.text)?.[1]
  if (list === undefined) {
    reports.add('ERR_SPEC_ERRATUM', first.number, 'not of the form "**Answers** CM-31, X1"')
  }
  const answers = (list ?? '').split(',').map((id) => id.trim())
  for (const id of list === undefined ? [] : answers) {
    if (isUpstream(id)) continue
    reports.add('ERR_SPEC_ERRATUM', first.number, `"${id}" is no upstream id (CM-n, H-n, Mn, Xn)`)
  }
  const text = toText(body.slice(at + 1))
  if (text === '') reports.add('ERR_SPEC_ERRATUM', line, 'the entry says nothing')
  return { answers: answers.filter(isUpstream), text, file: reports.file, line }
}
