import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'

/** A docstring or comment that names a clause. */
export interface See {
  readonly id: string
  /** From the root of the repository, with slashes. */
  readonly file: string
  readonly line: number
}

const ID = '[A-Z]+-?[0-9]+'
/** A list is broken only after a comma: words of the next line are not part of it. */
const BETWEEN = '(?:[ \\t]*,[ \\t]*(?:\\r?\\n[ \\t]*(?:\\*|//)[ \\t]*)?|[ \\t]+)'
const SEE = new RegExp(`@see[ \\t]+(${ID}(?:${BETWEEN}${ID})*)\\b(?![-/.]\\w)`, 'g')
const RANGE = new RegExp(`@see[^\\n]*?${ID} (?:to|and|or|\\.\\.\\.?) (?=${ID})`)

/** All ids behind `@see` in the sources of the packages and of the vectors. */
export function collectSees(root: string): { sees: See[]; problems: string[] } {
  const sees: See[] = []
  const problems: string[] = []
  for (const file of sources(root)) {
    const text = readFileSync(join(root, file), 'utf8')
    sees.push(...seesIn(text).map((see) => ({ ...see, file })))
    text.split('\n').forEach((line, index) => {
      if (!RANGE.test(line)) return
      problems.push(`${file}:${index + 1}: a @see lists its ids one by one, with commas or spaces`)
    })
  }
  return { sees, problems }
}

/** The ids behind `@see` in one text, of clauses and of anything else that looks like one. */
export function seesIn(text: string): Omit<See, 'file'>[] {
  return [...text.matchAll(SEE)].flatMap((match) => {
    const list = match[1]!
    const start = match.index + match[0].length - list.length
    return [...list.matchAll(new RegExp(ID, 'g'))].map(({ 0: id, index }) => ({
      id,
      line: text.slice(0, start + index).split('\n').length,
    }))
  })
}

function sources(root: string): string[] {
  const packages = existsSync(join(root, 'packages')) ? readdirSync(join(root, 'packages')) : []
  const folders = [...packages.sort().map((name) => join('packages', name, 'src')), 'vectors/src']
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .sort()
        .map((name) => join(folder, name).replaceAll(sep, '/')),
    )
}
