import { spawnSync } from 'node:child_process'
import { paths } from './paths.js'

/** Whether there is a repository with a commit. */
export function hasCommit(): boolean {
  return git('rev-parse', '--verify', 'HEAD') !== undefined
}

/**
 * A file as it was committed last; undefined where there is none.
 *
 * @param file path from the root of the repository
 */
export function committed(file: string): string | undefined {
  return git('show', `HEAD:./${file}`)
}

function git(...args: string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd: paths.root, encoding: 'utf8' })
  return status === 0 ? stdout : undefined
}
