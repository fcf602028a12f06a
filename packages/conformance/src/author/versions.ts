import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { versions } from '@car-mirror/vectors'
import { committed } from './committed.js'
import { type Layout, sha256 } from './layout.js'
import { paths } from './paths.js'

const RELEASED = join(paths.vectors, 'released.json')
const MANIFEST = 'manifest.json'

export function folderOf(version: string): string {
  return join(paths.vectors, version)
}

/** The version that is being worked on, or was released last. */
export function newestVersion(): string | undefined {
  return versions().at(-1)
}

/** What a version's folder holds, by path. */
export function readLayout(version: string): Layout {
  const folder = folderOf(version)
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return [relative(folder, path), readFileSync(path, 'utf8')]
    }),
  )
}

/** Replaces a version's folder. */
export function writeLayout(folder: string, files: Layout): void {
  rmSync(folder, { recursive: true, force: true })
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/** Released versions, with the hash of their manifest. They never change again. */
export function releasedVersions(): Readonly<Record<string, string>> {
  return existsSync(RELEASED) ? JSON.parse(readFileSync(RELEASED, 'utf8')) : {}
}

/** Releases as they were committed last. */
export function committedReleases(): Readonly<Record<string, string>> {
  return JSON.parse(committed('vectors/released.json') ?? '{}')
}

/**
 * What is wrong with the list of releases: every version but the newest is on it, and nothing that was
 * committed to it is taken off or changed.
 *
 * @param lying versions that lie here, the oldest first
 */
export function releaseProblems(
  released: Readonly<Record<string, string>>,
  before: Readonly<Record<string, string>>,
  lying: readonly string[],
): string[] {
  const at = 'vectors/released.json'
  const unlisted = lying.slice(0, -1).filter((version) => !(version in released))
  const altered = Object.keys(before).filter((version) => released[version] !== before[version])
  return [
    ...unlisted.map((version) => `${at}: ${version} is not the newest, and not listed`),
    ...altered.map((version) => `${at}: ${version} was released, and its entry is changed or gone`),
  ]
}

export function release(version: string): void {
  const hash = sha256(readLayout(version).get(MANIFEST) ?? '')
  const all = { ...releasedVersions(), [version]: hash }
  writeFileSync(RELEASED, `${JSON.stringify(all, null, 2)}\n`)
}

/**
 * What was done to a released version, in words.
 *
 * @param files undefined if its folder is gone
 */
export function frozenProblems(
  version: string,
  hash: string,
  files: Layout | undefined = existsSync(folderOf(version)) ? readLayout(version) : undefined,
): string[] {
  const at = `vectors/${version}`
  if (files === undefined) return [`${at}: released, and gone`]
  const manifest = files.get(MANIFEST) ?? ''
  if (sha256(manifest) !== hash) return [`${at}/${MANIFEST}: released, and changed`]
  const { files: listed } = JSON.parse(manifest) as { files: { path: string; sha256: string }[] }
  const known = new Set([MANIFEST, ...listed.map(({ path }) => path)])
  const edited = listed.filter((file) => sha256(files.get(file.path) ?? '') !== file.sha256)
  const added = [...files.keys()].filter((path) => !known.has(path))
  return [
    ...edited.map(({ path }) => `${at}/${path}: released, and changed or gone`),
    ...added.map((path) => `${at}/${path}: not part of the released version`),
  ]
}
