import type { Block, Have, Status, Terms } from '@car-mirror/core'
import type { CID } from 'multiformats/cid'

export type Direction = 'pull' | 'push'

/** What one request is about, as far as its URL says. */
export interface Call {
  readonly direction: Direction
  /** The DAG roots, in a dialect whose routes carry them. */
  readonly roots?: readonly CID[] | undefined
  /** A CID or pointer whose DAG the receiver may share. @see HTTP-11 */
  readonly diff?: string | undefined
}

/** A request that costs nothing and changes nothing, to see whether a dialect's routes are there. */
export interface Probe {
  readonly method: 'GET' | 'POST'
  readonly target: string
}

/**
 * How the next round of a push goes out.
 * @param asked how many blocks are asked for by name
 * @param cutShort whether the round before was not taken whole
 */
export type Pacing = (asked: number, cutShort: boolean) => Terms

/** Batches of blocks. */
export type Blocks = AsyncIterable<readonly Block[]> | Iterable<readonly Block[]>

/**
 * How Status and outcome look over HTTP, and what the peers that speak so can cope with. A value of
 * functions without state; the rounds, the limits and the retries are the same for every dialect.
 */
export interface Dialect {
  readonly name: string

  /** A transfer has one root, which stands in the route; several are transfers in turn. @see MOD-6 */
  readonly oneRoot: boolean
  /** Methods that a server answers. @see HTTP-2 */
  readonly methods: Readonly<Record<Direction, readonly string[]>>
  /** Statuses of answers; any other is a refusal. @see HTTP-9 PULL-5 PUSH-6 */
  readonly success: Readonly<Record<Direction, readonly number[]>>
  /** What bodies are called when they are sent. @see HTTP-4 */
  readonly types: { readonly message: string; readonly car: string }
  /** What the body of a request has to be called; undefined if nobody looks. @see HTTP-5 */
  readonly expects: Readonly<Record<Direction, string | undefined>>
  readonly probe: Probe
  /** Path and query of a call, to be appended to the server's URL. */
  target(call: Call): string
  /**
   * The call that a request's URL stands for, or undefined for a route of somebody else.
   * @throws TransportError ERR_MESSAGE if the route is ours and its root is no CID
   */
  route(url: URL): Call | undefined

  /** Roots in one pull request; the others wait for a later one. Count. */
  readonly mostRoots: number
  /**
   * Body of a pull request.
   * @param held a block that the server has and that may be asked for again
   */
  encodePull(status: Status, held?: CID): Uint8Array<ArrayBuffer>
  /** @throws TransportError ERR_MESSAGE; BloomError */
  decodePull(body: Uint8Array, call: Call): Status<Have>
  /** How a server sends its answer to a pull. @see PULL-3 */
  answering(status: Status<Have>): Terms
  /**
   * What an answer to a pull promises, given what was asked and the roots of its CAR; called for
   * answers that are not empty. @see PULL-4
   */
  promised(asked: readonly CID[], roots: readonly CID[]): readonly CID[]

  /**
   * A CAR, given the roots that its header is to name: in a push the DAG roots, in the answer to a
   * pull the requested ones that are there.
   */
  encodeCar(direction: Direction, roots: readonly CID[], blocks: Blocks): AsyncIterable<Uint8Array>
  /** No bytes are a CAR without roots and blocks. @see CAR-7 */
  readonly emptyCar: boolean
  /** Bytes of a CAR header that a server takes in any case: more than its limit, if every block is named. */
  readonly header: number

  /** HTTP status and body of a push answer. */
  encodePush(status: Status): { readonly code: number; readonly body: Uint8Array<ArrayBuffer> }
  /** @throws TransportError ERR_MESSAGE, ERR_PROTOCOL; BloomError */
  decodePush(code: number, body: Uint8Array): Status<Have>
  /**
   * An answer to a push tells only of what lies below the blocks of that request, and its filter
   * only of what was not told before. The client remembers the rest.
   */
  readonly tellsNews: boolean
  /** A push may be answered before all of it has come: the answer does not depend on what came. */
  readonly endsEarly: boolean
  /** Bodies of a push go out with their length, and so in one piece. */
  readonly wholeBodies: boolean
  /** How the rounds of a push go out. @param coldCall payload bytes of the first. @see PUSH-3 PUSH-4 */
  pace(coldCall: number): Pacing
}
