import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Profile, VectorFile } from './file.js'
import type { Operation } from './operations.js'

const HOME = new URL('../', import.meta.url)

/** Versions that lie here, the oldest first. */
export function versions(): string[] {
  const isVersion = (name: string) => /^\d+\.\d+\.\d+$/.test(name)
  return readdirSync(HOME).filter(isVersion).sort(byNumbers)
}

/**
 * The folder of the newest version. `CAR_MIRROR_VECTORS` names another folder instead: of vectors that
 * are being worked on, say.
 */
export function vectorsFolder(): string {
  const { CAR_MIRROR_VECTORS: other } = process.env
  return other ?? fileURLToPath(new URL(`${versions().at(-1)}/`, HOME))
}

/** All files of a profile, or those of one operation. */
export function vectorFiles(profile?: Profile): VectorFile[]
export function vectorFiles<O extends Operation>(profile: Profile, operation: O): VectorFile<O>[]
export function vectorFiles(profile: Profile = 'spec', operation?: Operation): VectorFile[] {
  const folder = `${vectorsFolder()}/${profile}`
  if (!existsSync(folder)) return []
  const files = readdirSync(folder).sort()
  const all = files.map(
    (name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as VectorFile,
  )
  return operation === undefined ? all : all.filter((file) => file.operation === operation)
}

function byNumbers(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number))
  const index = left!.findIndex((part, i) => part !== right![i])
  return index === -1 ? 0 : left![index]! - right![index]!
}
