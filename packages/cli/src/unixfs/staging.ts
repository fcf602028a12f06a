import { chmod, lstat, mkdtemp, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { CliError } from '../errors.js'
import { atPath, pathError, shorten, systemCode } from './errors.js'

/**
 * A private directory (0700) beside OUT. Being in the same directory it can be renamed to OUT in
 * one step, whatever its mode; a process that is killed leaves it behind under its hidden name.
 */
export async function createStage(out: string): Promise<string> {
  const stage = mkdtemp(join(dirname(out), '.car-mirror-export-'))
  return atPath('ERR_UNWRITABLE', dirname(out), stage)
}

/** A directory takes the place of OUT, which is absent or an empty directory. */
export async function publishDirectory(stage: string, out: string): Promise<void> {
  await requireFree(out, 'directory')
  await atPath('ERR_UNWRITABLE', out, rename(stage, out))
}

/** A file inside the stage takes the place of OUT, which is absent. */
export async function publishFile(stage: string, file: string, out: string): Promise<void> {
  await requireFree(out, 'file')
  await atPath('ERR_UNWRITABLE', out, rename(file, out))
  await rmdir(stage)
}

/**
 * @throws CliError ERR_OUT_EXISTS unless OUT is absent or, for a directory to come, an empty
 * directory. Not the current one: it would be replaced under the feet of whoever is in it.
 */
export async function requireFree(out: string, coming: 'file' | 'directory'): Promise<void> {
  const refuse = (reason: string) => new CliError('ERR_OUT_EXISTS', `${shorten(out)} ${reason}`)
  const stat = await lstat(out).catch((cause) => {
    if (systemCode(cause) === 'ENOENT') return undefined
    throw pathError('ERR_UNWRITABLE', out, cause)
  })
  if (!stat) return
  if (coming === 'file' || !stat.isDirectory()) throw refuse('exists')
  if (out === process.cwd()) throw refuse('is the current directory; name a new one')
  const names = await atPath('ERR_UNWRITABLE', out, readdir(out))
  if (names.length > 0) throw refuse('is not empty')
}

/** Best effort: what brought us here is the error to report. */
export async function removeStage(stage: string, directories: { path: string }[]): Promise<void> {
  // Parents come first, and each must be writable again for its entries to go.
  for (const { path } of directories) await chmod(path, 0o700).catch(() => undefined)
  await rm(stage, { recursive: true, force: true }).catch(() => undefined)
}
