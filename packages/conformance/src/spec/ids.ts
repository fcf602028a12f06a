import { chapters } from './chapters.js'
import type { Clause } from './clause.js'
import type { Block } from './outline.js'
import type { Reports } from './reports.js'

/** A mistyped number leaves out a great many. */
const MOST_MISSING = 3

/** Reads the headings of one chapter's clauses and sees that their ids are in order. */
export class ClauseIds {
  readonly #reports: Reports
  readonly #clauses: ReadonlyMap<string, Clause>
  readonly #prefix: string
  #last = 0

  /** @param clauses all that were read so far, of this and other chapters. */
  constructor(reports: Reports, clauses: ReadonlyMap<string, Clause>) {
    this.#reports = reports
    this.#clauses = clauses
    this.#prefix = (chapters as Readonly<Record<string, string>>)[reports.file] ?? ''
  }

  read({ heading, line }: Block): { id: string; title: string } | undefined {
    const [, id, title] = /^([A-Z]+-[1-9][0-9]*) (\S.*)$/.exec(heading) ?? []
    if (id === undefined || title === undefined) {
      this.#report(line, `"${heading}" is not an id and a title`)
      return undefined
    }
    this.#check(id, line)
    return { id, title }
  }

  #check(id: string, line: number): void {
    const before = this.#clauses.get(id)
    if (before !== undefined) {
      this.#report(line, `${id} is there already, at ${before.file}:${before.line}`)
      return
    }
    const [prefix, digits] = id.split('-') as [string, string]
    if (prefix !== this.#prefix) {
      this.#report(line, `${id} does not belong here, where ids begin with ${this.#prefix}-`)
      return
    }
    const number = Number(digits)
    if (number < this.#last) this.#report(line, `${id} stands after ${prefix}-${this.#last}`)
    for (let missing = this.#last + 1; missing < number; missing++) {
      if (missing > this.#last + MOST_MISSING) break
      this.#report(line, `${prefix}-${missing} is missing before ${id}`)
    }
    this.#last = Math.max(this.#last, number)
  }

  #report(line: number, what: string): void {
    this.#reports.add('ERR_SPEC_ID', line, what)
  }
}
