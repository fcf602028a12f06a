import type { Hex } from '@car-mirror/vectors'
import type { Framed } from '@car-mirror/vectors/by-hand'
import type { WrittenFilter } from '../../wire/form.js'

/** One round as it went. */
export interface Round {
  /** What the receiver named. */
  readonly asked: readonly Hex[]
  /** What it lacked then, as far as it was not known to be unavailable. */
  readonly lacking: readonly Hex[]
  /** What of it the sender has. */
  readonly there: readonly Hex[]
  /** The filter that went with it. */
  readonly filter?: WrittenFilter | undefined
  /** Blocks that moved. */
  readonly blocks: readonly Framed[]
  /** How many of them the receiver did not have. */
  readonly fresh: number
  /** Bytes of the body that the port wrote. */
  readonly bytes: number
  /** What the receiver held before. */
  readonly held: readonly Hex[]
}

/** A transfer as it went. */
export interface Trace {
  readonly rounds: readonly Round[]
  /** What the port did that no session can go on with, in a sentence. */
  readonly stop?: string | undefined
  /** What the port holds in the end, or our side; undefined where nobody can tell. */
  readonly stored: ReadonlySet<Hex> | undefined
  /** Whoever of both says so. */
  readonly complete: boolean
  /** Undefined where nobody tells. */
  readonly unavailable: readonly Hex[] | undefined
  /** The port ended with an error. */
  readonly error?: string | undefined
}
