import { chapterFiles, chapters, errataFile } from './chapters.js'
import { SpecError } from './error.js'
import { outline } from './outline.js'

const prefixes = Object.values(chapters).join('|')
const REFERENCE = new RegExp(`\\b(?:${prefixes})-[0-9]+\\b`, 'g')

/** Clauses that the prose names and that are not there. */
export function checkReferences(
  texts: ReadonlyMap<string, string>,
  known: { has(id: string): boolean },
): SpecError[] {
  const problems: SpecError[] = []
  for (const file of [...chapterFiles, errataFile]) {
    for (const { text, number } of outline(texts.get(file) ?? '').flatMap(({ body }) => body)) {
      for (const [id] of text.matchAll(REFERENCE)) {
        if (known.has(id)) continue
        problems.push(
          new SpecError(
            'ERR_SPEC_REFERENCE',
            file,
            number,
            `${id} is named here, but is no clause`,
          ),
        )
      }
    }
  }
  return problems
}
