/** `1 vector`, `2 vectors`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`
}

/** With a comma between thousands, in every locale. */
export function grouped(count: number): string {
  return count.toLocaleString('en-US')
}

/** The name that a chapter has in links: `spec/filter.md` is `filter`. */
export function chapterName(file: string): string {
  return file.replace(/^.*\//, '').replace(/\.md$/, '')
}

export function sectionAnchor(chapterFile: string, title: string): string {
  return `${chapterName(chapterFile)}-${title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`
}
