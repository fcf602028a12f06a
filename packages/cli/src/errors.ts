/**
 * The one error of the command: `code` (ERR_...) is stable and for programs,
 * `message` is one line for the person at the terminal.
 */
export class CliError extends Error {
  override readonly name = 'CliError'
  readonly code: string

  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}

/** The exit code for this one is 2. */
export function usage(message: string): CliError {
  return new CliError('ERR_USAGE', message)
}

/** Nobody reads a 64 KiB message: what is wrong stands at its beginning. */
const LONGEST = 500

/** What goes into `{ "error": ... }`: a code, and one line without control characters. */
export function describe(error: unknown): { code: string; message: string } {
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined
  const text = error instanceof Error ? error.message || error.name : String(error)
  return {
    code: typeof code === 'string' ? code : 'ERR_UNEXPECTED',
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a peer may have chosen the text
    message: text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').slice(0, LONGEST),
  }
}

/** The way out, where one is known that the message does not name. */
const WAYS_OUT: Record<string, string> = {
  ERR_STORE_MISSING: 'import something first',
  ERR_UNWRITABLE: 'see that there is room and that you may write there',
  ERR_ROOT_MISSING: '`car-mirror ls` shows the roots of a store',
  ERR_CONNECTION: 'see that `car-mirror serve` runs there, and try again; what came before is kept',
  ERR_NO_ANSWER:
    'a Go server never answers a pull of what it lacks; for one that is slow, raise --timeout',
  ERR_DIALECT: 'see that the URL is where the server is mounted, without its routes',
  ERR_UNAUTHORIZED: 'give the token of the server with --token-file',
  ERR_READ_ONLY: 'the server was started with --read-only',
  ERR_BLOCK_HASH: 'it is damaged; `car-mirror verify` at the store it is from lists all that are',
  ERR_BLOCK_MISSING: 'pull the root again to complete it',
}

/** One line for a person: what, which code, the way out. */
export function errorLine(error: unknown): string {
  const { code, message } = describe(error)
  const peerCode = error instanceof Error ? (error as { peerCode?: unknown }).peerCode : undefined
  const way = WAYS_OUT[typeof peerCode === 'string' ? peerCode : code]
  return `car-mirror: ${message} (${code})${way ? `: ${way}` : ''}`
}
