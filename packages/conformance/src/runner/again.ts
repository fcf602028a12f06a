import process from 'node:process'

/** A command line as a shell takes it. */
export function commandLine(words: readonly string[]): string {
  return words.map(quoted).join(' ')
}

/** How this suite was called: through npm, from a checkout, or as the command of its package. */
export function suiteCommand(): readonly string[] {
  const isScript = process.env.npm_lifecycle_event === 'conformance'
  return isScript ? ['npm', 'run', '-s', 'conformance', '--'] : ['car-mirror-conformance']
}

function quoted(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
