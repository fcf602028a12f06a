import type { Hex, Profile, Subject } from '@car-mirror/vectors'

/** A block as it goes to a port and comes from one. */
export interface PortBlock {
  readonly cid: Hex
  readonly bytes: Hex
}

/** A block in a port's store: its CID, and what its bytes hash to. */
export interface Stored {
  readonly cid: Hex
  readonly sha256: Hex
}

/** What a store does wrong on purpose: from the n-th call on, counted from 1, each of them fails. */
export interface Fault {
  readonly get?: number
  readonly put?: number
}

/** A port under test: what there is of it to be asked. */
export interface Port {
  readonly name: string
  readonly version: string
  /** Which messages it speaks. */
  readonly dialect: Profile
  /** Codec and round operations. */
  readonly subject: Subject
  readonly server?: ServerPort | undefined
  readonly client?: ClientPort | undefined
  /** Ends what runs. */
  close(): Promise<void>
  /** How many answers it has given so far, greetings not counted. */
  readonly heard?: (() => number) | undefined
  /** Ends what runs and starts it anew. @throws PortProblem `absent` */
  readonly restart?: (() => Promise<void>) | undefined
}

/** Where servers come from. */
export interface ServerPort {
  /**
   * Whether `serve` gives a server that holds exactly the given blocks. One that is only known by its
   * URL keeps what it was given before, and can take only blocks that a push can bring.
   */
  readonly exact: boolean
  /** It was given before the run what it is to hold, and is given nothing more. */
  readonly isLoaded?: boolean | undefined
  /** @throws PortProblem */
  serve(blocks: readonly PortBlock[], fault?: Fault): Promise<RunningServer>
}

export interface RunningServer {
  readonly url: string
  /** What the store holds now; undefined where nobody can tell. */
  stored(): Promise<readonly Stored[] | undefined>
  /** Resident memory of its process in bytes, where it is known. */
  memory(): Promise<number | undefined>
  /** Whether its process still runs; where that is not known, whether it answers. */
  alive(): Promise<boolean>
}

/** One transfer that a client is to make. */
export interface Job {
  readonly url: string
  readonly roots: readonly Hex[]
  readonly store: readonly PortBlock[]
  readonly diff?: string | undefined
  readonly fault?: Fault | undefined
  /** Milliseconds after which it is given up. */
  readonly timeout: number
}

/** How a client's transfer ended. */
export interface JobEnd {
  /** What the client itself says. */
  readonly complete: boolean
  /** Undefined where the client does not tell. */
  readonly unavailable: readonly Hex[] | undefined
  /** What its store holds at the end; undefined where nobody can tell. */
  readonly stored: readonly Stored[] | undefined
  /** The client ended with an error: a category of the vectors, or `unspecified`. */
  readonly error?: string | undefined
  readonly detail?: string | undefined
  /** Of a command of which nothing else is known: whether it failed cannot be told from incomplete. */
  readonly exitCode?: number | undefined
}

/** Whether a client has failed, or may have, as of a command nobody can tell. */
export function mayHaveFailed({ error, exitCode = 0 }: JobEnd): boolean {
  return error !== undefined || exitCode !== 0
}

export interface ClientPort {
  /** @throws PortProblem, of kind `no-answer` after the job's time */
  pull(job: Job): Promise<JobEnd>
  /** @throws PortProblem, of kind `no-answer` after the job's time */
  push(job: Job & { readonly coldCall?: 'one' | 'all' | undefined }): Promise<JobEnd>
}

/**
 * What can go wrong with a port other than a wrong answer.
 * - `absent`: it could not be started, or does not answer at all
 * - `died`: its process ended, or the connection broke, in the middle of something
 * - `no-answer`: none in time
 * - `garbage`: what it said is not of the protocol
 * - `flood`: it said more than fits
 * - `unsupported`: it says itself that it cannot do this
 * - `unprepared`: what a test needs cannot be had of it, which says nothing of it
 */
export type ProblemKind =
  | 'absent'
  | 'died'
  | 'no-answer'
  | 'garbage'
  | 'flood'
  | 'unsupported'
  | 'unprepared'

export class PortProblem extends Error {
  override readonly name = 'PortProblem'
  readonly kind: ProblemKind
  /** What the port itself wrote last, where it wrote something. */
  readonly words: string | undefined

  constructor(kind: ProblemKind, message: string, cause?: unknown, words?: string) {
    super(message, { cause })
    this.kind = kind
    this.words = words
  }
}
