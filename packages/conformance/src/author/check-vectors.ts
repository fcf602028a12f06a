import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { versions } from '@car-mirror/vectors'
import { changesBetween, otherChanges, type VectorChange } from './differences.js'
import type { Layout } from './layout.js'
import { paths } from './paths.js'
import { vectorFile } from './schema.js'
import { layoutFrom, readSource } from './source.js'
import {
  committedReleases,
  frozenProblems,
  newestVersion,
  readLayout,
  releasedVersions,
  releaseProblems,
} from './versions.js'

/**
 * What is wrong with the vectors that lie here: released files that were touched, files that break the
 * schema, vectors that do not follow from the text, cases that the model does not do as meant.
 */
export async function checkVectors(): Promise<string[]> {
  const released = releasedVersions()
  const frozen = [
    ...releaseProblems(released, committedReleases(), versions()),
    ...Object.entries(released).flatMap(([version, hash]) => frozenProblems(version, hash)),
  ]
  const version = newestVersion()
  if (version === undefined)
    return [...frozen, 'vectors/: there is no version; run npm run vectors']
  const before = readLayout(version)
  const broken = schemaProblems(version, before)
  if (broken.length > 0) return [...frozen, ...broken]
  const { files: after, generated } = await layoutFrom(readSource(), version)
  const changes = changesBetween(before, after)
  return [
    ...frozen,
    ...generated.surprises,
    ...changes.map((change) => describeChange(version, change)),
    ...otherChanges(before, after).map((path) => `vectors/${version}/${path}: does not follow`),
    ...(changes.length === 0 ? byteProblems(version, before, after) : []),
    ...changelogProblems(version),
  ]
}

function describeChange(version: string, { id, requirements, file, before, after }: VectorChange) {
  const what =
    after === undefined
      ? 'follows from nothing'
      : before === undefined
        ? 'is gone'
        : 'does not follow from the text'
  return `vectors/${version}/${file}: ${id} [${requirements.join(' ')}] ${what}`
}

/** The same values in other bytes. */
function byteProblems(version: string, before: Layout, after: Layout): string[] {
  const different = [...before].filter(
    ([path, text]) => path.includes('/') && after.get(path) !== text,
  )
  return different.map(([path]) => `vectors/${version}/${path}: not as it is written`)
}

function schemaProblems(version: string, files: Layout): string[] {
  const vectors = [...files].filter(([path]) => path.includes('/'))
  return vectors.flatMap(([path, text]) => {
    const at = `vectors/${version}/${path}`
    let json: unknown
    try {
      json = JSON.parse(text)
    } catch (cause) {
      return [`${at}: not JSON: ${(cause as Error).message}`]
    }
    const { error } = vectorFile.safeParse(json)
    return (error?.issues ?? []).map((issue) => {
      const index = issue.path[0] === 'vectors' ? Number(issue.path[1]) : undefined
      return `${at}:${lineOf(text, json, index)}: ${issue.path.join('.')}: ${issue.message}`
    })
  })
}

/** Where the vector of that index begins, by its id. */
function lineOf(text: string, json: unknown, index: number | undefined): number {
  const { vectors } = json as { vectors?: { id?: unknown }[] }
  const id = index === undefined ? undefined : vectors?.[index]?.id
  const at = id === undefined ? -1 : text.indexOf(`"id": ${JSON.stringify(id)}`)
  return text.slice(0, Math.max(0, at)).split('\n').length
}

/** The changelog has a part for each version, and names there each clause whose vectors differ. */
function changelogProblems(version: string): string[] {
  const path = join(paths.vectors, 'CHANGELOG.md')
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const part = text.split(/^## /m).find((other) => other.startsWith(`${version}\n`))
  if (part === undefined) return [`vectors/CHANGELOG.md: does not speak of ${version}`]
  const previous = versions().at(-2)
  if (previous === undefined) return []
  const changes = changesBetween(readLayout(previous), readLayout(version))
  const clauses = new Set(changes.flatMap(({ requirements }) => requirements))
  const unnamed = [...clauses].filter((id) => !new RegExp(`\\b${id}\\b`).test(part))
  return unnamed.map((id) => `vectors/CHANGELOG.md: ${version} does not name ${id}, which differs`)
}
