/** A command line as a shell takes it. */
export function commandLine(words: readonly string[]): string {
  return words.map(quoted).join(' ')
}

/** How the suite is called from a checkout; it is not published. */
export const SUITE: readonly string[] = ['npm', 'run', '-s', 'conformance', '--']

function quoted(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
