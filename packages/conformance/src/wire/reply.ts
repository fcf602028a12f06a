import type { Hex } from '@car-mirror/vectors'
import type { Framed } from '@car-mirror/vectors/by-hand'
import { PortProblem } from '../suite/port.js'

/** A request as it goes out. */
export interface Outgoing {
  readonly method: string
  /** Path and query, below the URL of the server. */
  readonly path: string
  /** Content-Type; null: none. */
  readonly type: string | null
  readonly body: Uint8Array
  /** Where the body is cut into pieces. */
  readonly cuts?: readonly number[] | undefined
  /** After so many bytes of the body the connection is broken. */
  readonly breakAfter?: number | undefined
}

/** An answer, whole. */
export interface Answered {
  readonly status: number
  /** Content-Type; empty: none. */
  readonly type: string
  readonly body: Uint8Array
}

/** What a pull brought. */
export interface Pulled {
  /** Roots that the sender promises; undefined in a dialect that has no promise. */
  readonly promised: readonly Hex[] | undefined
  readonly blocks: readonly Framed[]
}

/** What a push was told. */
export interface Told {
  readonly complete: boolean
  readonly missing: readonly Hex[]
  readonly has: (cid: Hex) => boolean
}

/**
 * What came of a request, read in the port's dialect.
 * - `absent`: none of the requested roots is there
 * - `refused`: a status of 4xx
 * - `failed`: any other status that is not of success
 * - `unreadable`: a success whose body breaks the dialect
 * - `broken`: the connection closed before there was a whole answer
 */
export type Reply<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused' | 'failed'; readonly status: number }
  | { readonly kind: 'unreadable'; readonly why: string; readonly status: number }
  | { readonly kind: 'broken'; readonly why: string }

/** What came of a request, if anything did. */
export function replyOf<T>(
  got: Answered | PortProblem,
  read: (answer: Answered) => Reply<T>,
): Reply<T> {
  return got instanceof PortProblem ? { kind: 'broken', why: whyOf(got) } : read(got)
}

/** What the connection itself said. */
export function whyOf({ cause, message }: PortProblem): string {
  return cause instanceof Error ? cause.message : message
}

/** What came, in a few words. */
export function wordsOf(reply: Reply<unknown>): string {
  if (reply.kind === 'ok') return 'it was taken'
  if (reply.kind === 'absent') return 'the answer was that no root is there'
  if (reply.kind === 'broken') return `the connection broke without an answer (${reply.why})`
  if (reply.kind === 'unreadable') {
    return `the answer with status ${reply.status} cannot be read (${reply.why})`
  }
  return `the answer had status ${reply.status}`
}
