import type { Profile, Result } from '@car-mirror/vectors'
import type { Spec } from '../spec/clause.js'

/** Everything that the page shows. The page itself reads no file and computes no trace. */
export interface PageInput {
  readonly spec: Spec
  readonly trace: Trace
}

/** Flat lists: what belongs to a clause is grouped here, by the ids that each entry names. */
export interface Trace {
  /** Of the vectors shown: a released version, or `next`. */
  readonly version: string
  readonly vectors: readonly TracedVector[]
  readonly checks: readonly TracedCheck[]
  readonly mutants: readonly TracedMutant[]
  readonly deviations: readonly Deviation[]
  readonly places: readonly Place[]
}

export interface TracedVector {
  readonly id: string
  readonly requirements: readonly string[]
  readonly result: Result
  readonly profile: Profile
  /** From the root of the repository. */
  readonly file: string
}

/** A test that is code instead of data, of a live session for instance. */
export interface TracedCheck {
  readonly id: string
  readonly requirements: readonly string[]
  readonly file: string
}

export interface TracedMutant {
  readonly id: string
  /** The clause that it breaks. */
  readonly clause: string
  readonly does: string
  /** Ids of the vectors and checks that name that clause and fail on it. */
  readonly killedBy: readonly string[]
}

/** A clause that the port of a dialect does not follow. */
export interface Deviation {
  readonly clause: string
  readonly profile: Exclude<Profile, 'spec'>
  /** Markdown. */
  readonly how: string
}

/** A docstring that names the clause. */
export interface Place {
  readonly clause: string
  /** From the root of the repository. */
  readonly file: string
  readonly line: number
}

export const emptyTrace: Trace = {
  version: 'none',
  vectors: [],
  checks: [],
  mutants: [],
  deviations: [],
  places: [],
}
