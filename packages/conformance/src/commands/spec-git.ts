import { spawnSync } from 'node:child_process'
import { paths } from '../author/paths.js'
import { chapterFiles, errataFile } from '../spec/chapters.js'

/** The texts as they were committed last; nothing where there is no git, or no commit. */
export function committedTexts(): Map<string, string> | undefined {
  if (git('rev-parse', '--verify', 'HEAD') === undefined) return undefined
  const texts = new Map<string, string>()
  for (const file of [...chapterFiles, errataFile]) {
    const text = git('show', `HEAD:./${file}`)
    if (text !== undefined) texts.set(file, text)
  }
  return texts
}

function git(...args: string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd: paths.root, encoding: 'utf8' })
  return status === 0 ? stdout : undefined
}
