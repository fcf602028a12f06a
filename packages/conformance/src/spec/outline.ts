export interface Line {
  readonly text: string
  /** In the file, from 1. */
  readonly number: number
  /** Within a fence, where nothing is markup. */
  readonly fenced: boolean
}

/** A heading, and the lines up to the next one of the three upper levels. */
export interface Block {
  /** 1 to 3; 0 for what stands before the first heading. */
  readonly level: number
  readonly heading: string
  readonly line: number
  readonly body: readonly Line[]
}

/** Cuts a Markdown text at its headings. */
export function outline(source: string): Block[] {
  const blocks: (Block & { body: Line[] })[] = [{ level: 0, heading: '', line: 1, body: [] }]
  for (const line of toLines(source)) {
    const [, marks, heading] = (!line.fenced && /^(#{1,3}) (.*)$/.exec(line.text)) || []
    if (marks === undefined) blocks.at(-1)!.body.push(line)
    else {
      blocks.push({ level: marks.length, heading: heading!.trim(), line: line.number, body: [] })
    }
  }
  return blocks
}

/** The lines as one text, without blank ones at its ends or in a row. */
export function toText(lines: readonly Line[]): string {
  return lines
    .map(({ text }) => text)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function toLines(source: string): Line[] {
  let fenced = false
  return source.split(/\r?\n/).map((text, index) => {
    const fence = /^(```|~~~)/.test(text)
    const line = { text, number: index + 1, fenced: fenced || fence }
    if (fence) fenced = !fenced
    return line
  })
}
