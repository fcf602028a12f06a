import type { Hex, Layer, Profile } from '@car-mirror/vectors'
import type { Port } from './port.js'

/** One thing that is asked of a port. */
export interface Test {
  /** Stable: that of the vector, or of the check. */
  readonly id: string
  readonly layer: Layer
  /** Of a dialect: what that port is known to do. */
  readonly profile: Profile
  /** Clauses that it tests. */
  readonly requirements: readonly string[]
  /** In a line, what is asked. */
  readonly about: string
  /** What it needs; a port without it is `unsupported`. */
  readonly needs: Need
  /** @throws PortProblem, which the runner judges */
  run(port: Port, context: TestContext): Promise<Finding>
}

/** An operation of the adapter protocol, or a side over HTTP. */
type Need = string | 'server' | 'client'

export interface TestContext {
  /** Everything that is chosen at random follows from it and from the test's id. */
  readonly seed: number
  /** Milliseconds for one answer. */
  readonly timeout: number
  /** Ends the test. */
  readonly signal: AbortSignal
  /** A folder for files that a finding leaves behind, where there is one. */
  readonly report?: string | undefined
}

export type Finding =
  | { readonly status: 'pass' }
  | {
      readonly status: 'fail'
      readonly problems: readonly Problem[]
      readonly sent?: readonly Shown[]
    }
  | { readonly status: 'unsupported' | 'could-not-run'; readonly why: string }

/** One thing that is wrong. */
export interface Problem {
  /** In a sentence. */
  readonly message: string
  /** Where in the value: `answers[0].status`. */
  readonly at?: string | undefined
  /** Both, where they can stand side by side: text, or hex if `hex` is set. */
  readonly expected?: string | undefined
  readonly actual?: string | undefined
  readonly hex?: boolean | undefined
  /** The first byte, or character, that differs. */
  readonly differsAt?: number | undefined
}

/** What went to the port, or came from it, for a reader. */
export interface Shown {
  /** `request 1: POST /api/v0/dag/pull`, `answer 1: 200`, `input` */
  readonly label: string
  readonly text?: string | undefined
  readonly hex?: Hex | undefined
}

export const pass: Finding = { status: 'pass' }
