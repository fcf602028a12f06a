/** The chapters in the order in which they are read, each with the prefix of its clauses' ids. */
export const chapters = {
  'spec/model.md': 'MOD',
  'spec/rounds.md': 'RND',
  'spec/pull.md': 'PULL',
  'spec/push.md': 'PUSH',
  'spec/filter.md': 'BF',
  'spec/messages.md': 'MSG',
  'spec/car.md': 'CAR',
  'spec/http.md': 'HTTP',
  'spec/security.md': 'SEC',
} as const satisfies Readonly<Record<string, string>>

export type ChapterFile = keyof typeof chapters

export const chapterFiles = Object.keys(chapters) as ChapterFile[]

export const errataFile = 'spec/errata.md'

export const sourcesFile = 'spec/sources.md'

/** The file in which a clause of this id stands or would stand. */
export function fileOf(id: string): ChapterFile | undefined {
  const prefix = id.slice(0, id.lastIndexOf('-'))
  return chapterFiles.find((file) => chapters[file] === prefix)
}
