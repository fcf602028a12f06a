import { committed, hasCommit } from '../author/committed.js'
import { chapterFiles, errataFile } from '../spec/chapters.js'

/** The texts as they were committed last; nothing where there is no git, or no commit. */
export function committedTexts(): Map<string, string> | undefined {
  if (!hasCommit()) return undefined
  const texts = new Map<string, string>()
  for (const file of [...chapterFiles, errataFile]) {
    const text = committed(file)
    if (text !== undefined) texts.set(file, text)
  }
  return texts
}
