import type { Layer, Profile } from '@car-mirror/vectors'
import type { Problem, Shown } from './test.js'

/** Of results.json; another number is another format. */
export const RESULTS_FORMAT = 1

export type Level = 'MUST' | 'SHOULD' | 'MAY'

/**
 * - `expected-fail`: fails, and is known to
 * - `unexpected-pass`: known to fail, and passes
 * - `unsupported`: the port does not have what the test needs
 * - `could-not-run`: nothing is known of the port, because something else stood in the way
 * - `harness-error`: a fault of the suite
 */
export type Status =
  | 'pass'
  | 'fail'
  | 'expected-fail'
  | 'unexpected-pass'
  | 'unsupported'
  | 'could-not-run'
  | 'harness-error'

export interface TestResult {
  readonly id: string
  readonly layer: Layer
  readonly profile: Profile
  readonly requirements: readonly string[]
  /** The strictest of its clauses. */
  readonly level: Level
  readonly about: string
  readonly status: Status
  readonly milliseconds: number
  /** Why it is unsupported, could not run, or is a fault of the suite. */
  readonly why?: string | undefined
  readonly problems?: readonly Problem[] | undefined
  readonly sent?: readonly Shown[] | undefined
  /** Of a failure: the one clause that it is put down to. */
  readonly clause?: string | undefined
  /** Of those known to fail: why, as the file of them has it. */
  readonly reason?: string | undefined
  /** The command that repeats this one. */
  readonly again?: string | undefined
}

/** A clause of which nothing was found out. */
export interface Unjudged {
  readonly clause: string
  readonly why: string
}

export interface Results {
  readonly format: typeof RESULTS_FORMAT
  readonly suite: { readonly version: string; readonly vectors: string }
  readonly port: {
    readonly name: string
    readonly version: string
    readonly dialect: Profile
    /** The command line that was tested. */
    readonly command: string
  }
  readonly seed: number
  readonly level: Level
  /** ISO 8601. */
  readonly started: string
  readonly milliseconds: number
  readonly exitCode: 0 | 1 | 2 | 3
  /** Entries of the known failures that name no test of this run. */
  readonly unmatched: readonly string[]
  /** Of a run of the whole suite: the clauses that bind the port and that no test of it judges. */
  readonly unjudged?: readonly Unjudged[] | undefined
  readonly tests: readonly TestResult[]
}
