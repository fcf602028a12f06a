import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { changesBetween, otherChanges, type VectorChange } from './differences.js'
import { layout } from './layout.js'
import { paths } from './paths.js'
import { layoutFrom, readSource } from './source.js'
import { folderOf, newestVersion, readLayout, releasedVersions, writeLayout } from './versions.js'

const FIRST = '0.1.0'
const CHANGELOG = join(paths.vectors, 'CHANGELOG.md')

export interface Written {
  readonly version: string
  readonly vectors: number
  readonly changes: readonly VectorChange[]
  readonly surprises: readonly string[]
  /** Whether anything was written. */
  readonly written: boolean
}

/**
 * Writes the vectors that follow from the text: over the newest version if that is not released yet,
 * beside it as the next one if it is and anything has changed. Surprises keep it from writing.
 */
export async function writeNext(): Promise<Written> {
  const source = readSource()
  const newest = newestVersion()
  const isFrozen = newest !== undefined && newest in releasedVersions()
  const before = newest === undefined ? new Map<string, string>() : readLayout(newest)
  const { files, generated } = await layoutFrom(source, newest ?? FIRST)
  const changes = changesBetween(before, files)
  const vectors = generated.files.reduce((sum, file) => sum + file.vectors.length, 0)
  const { surprises } = generated
  const same = changes.length === 0 && otherChanges(before, files).length === 0
  if (surprises.length > 0 || (isFrozen && same)) {
    return { version: newest ?? FIRST, vectors, changes, surprises, written: false }
  }
  const version = isFrozen ? following(newest) : (newest ?? FIRST)
  const next = isFrozen ? layout(version, source, generated) : files
  writeLayout(folderOf(version), next)
  note(version, isFrozen ? changes : [])
  return { version, vectors, changes, surprises, written: true }
}

function following(version: string): string {
  const [major, minor] = version.split('.')
  return `${major}.${Number(minor) + 1}.0`
}

/** A first entry in the changelog, naming the clauses, for the author to put into words. */
function note(version: string, changes: readonly VectorChange[]): void {
  const text = existsSync(CHANGELOG) ? readFileSync(CHANGELOG, 'utf8') : '# Vectors, by version\n'
  if (text.split('\n').includes(`## ${version}`)) return
  const byClause = new Map<string, number>()
  for (const { requirements } of changes) {
    for (const id of requirements) byClause.set(id, (byClause.get(id) ?? 0) + 1)
  }
  const lines = Array.from(byClause, ([id, count]) => `- ${id}: ${count} vectors differ`)
  const entry = `\n## ${version}\n\n${lines.join('\n') || '- First version.'}\n`
  const at = text.indexOf('\n## ')
  writeFileSync(CHANGELOG, at === -1 ? text + entry : text.slice(0, at) + entry + text.slice(at))
}
