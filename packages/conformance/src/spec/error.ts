export type SpecErrorCode =
  | 'ERR_SPEC_FILE'
  | 'ERR_SPEC_ID'
  | 'ERR_SPEC_META'
  | 'ERR_SPEC_TEXT'
  | 'ERR_SPEC_PIN'
  | 'ERR_SPEC_REFERENCE'
  | 'ERR_SPEC_ERRATUM'
  | 'ERR_SPEC_SOURCE'
  | 'ERR_SPEC_PROFILE'

/** One thing that is wrong with the text, where it stands: `spec/filter.md:41: ...`. */
export class SpecError extends Error {
  override readonly name = 'SpecError'
  readonly code: SpecErrorCode
  readonly file: string
  readonly line: number

  constructor(code: SpecErrorCode, file: string, line: number, what: string) {
    super(`${file}:${line}: ${what}`)
    this.code = code
    this.file = file
    this.line = line
  }
}

/** All that is wrong, one line each. */
export class SpecProblems extends Error {
  override readonly name = 'SpecProblems'
  readonly code = 'ERR_SPEC'
  readonly problems: readonly SpecError[]

  constructor(problems: readonly SpecError[]) {
    super(problems.map(({ message }) => message).join('\n'))
    this.problems = problems
  }
}
