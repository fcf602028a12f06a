/** What was asked for cannot be meant. The message says what, and the way out. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly code = 'ERR_USAGE'
}
