import { SpecError, type SpecErrorCode } from './error.js'

/** Collects what is wrong with one file: a reader wants all of it at once. */
export class Reports {
  readonly problems: SpecError[] = []
  readonly file: string

  constructor(file: string) {
    this.file = file
  }

  add(code: SpecErrorCode, line: number, what: string): void {
    this.problems.push(new SpecError(code, this.file, line, what))
  }
}
