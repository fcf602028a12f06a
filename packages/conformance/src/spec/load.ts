import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chapterFiles, errataFile, sourcesFile } from './chapters.js'
import { checkPins } from './check-pins.js'
import type { Spec } from './clause.js'
import { parseErrata } from './errata.js'
import { SpecError, SpecProblems } from './error.js'
import { parseChapters } from './parse.js'
import { checkReferences } from './references.js'
import { parseSources } from './sources.js'

/** The folder of the text in this repository. */
export const specFolder = fileURLToPath(new URL('../../../../spec', import.meta.url))

/**
 * Reads and checks the whole text.
 *
 * @throws SpecProblems ERR_SPEC with every problem, each with file and line
 */
export function loadSpec(folder: string = specFolder): Spec {
  const { spec, problems } = parseSpec(readTexts(folder))
  if (problems.length > 0) throw new SpecProblems(problems)
  return spec
}

/** The texts of a folder, by the paths that messages name: `spec/filter.md`. */
export function readTexts(folder: string): Map<string, string> {
  const texts = new Map<string, string>()
  for (const file of [...chapterFiles, errataFile, sourcesFile]) {
    const path = join(folder, basename(file))
    if (existsSync(path)) texts.set(file, readFileSync(path, 'utf8'))
  }
  return texts
}

/** The text, and all that is wrong with it. Without problems it is whole. */
export function parseSpec(texts: ReadonlyMap<string, string>): {
  spec: Spec
  problems: SpecError[]
} {
  const { chapters, clauses, problems } = parseChapters(texts)
  const { pins, problems: pinProblems } = checkPins(clauses)
  const written = texts.get(errataFile)
  const { errata, problems: errataProblems } = parseErrata(written ?? '')
  if (written === undefined) {
    errataProblems.push(new SpecError('ERR_SPEC_FILE', errataFile, 1, 'the errata are missing'))
  }
  const { upstream, problems: sourcesProblems } = readSources(texts.get(sourcesFile))
  return {
    spec: { chapters, clauses, errata, upstream, pins },
    problems: [
      ...problems,
      ...pinProblems,
      ...checkReferences(texts, clauses),
      ...errataProblems,
      ...sourcesProblems,
    ],
  }
}

function readSources(written: string | undefined): ReturnType<typeof parseSources> {
  if (written !== undefined) return parseSources(written)
  const missing = new SpecError('ERR_SPEC_FILE', sourcesFile, 1, 'the sources are missing')
  return { upstream: new Map(), problems: [missing] }
}
