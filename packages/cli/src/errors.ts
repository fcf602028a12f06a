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
