import type { Bytes, Digested, Elements, Hex } from './bytes.js'

/** A block of a DAG, by the name that the vectors of the file use for it. */
export interface NamedBlock {
  readonly name: string
  readonly cid: Hex
  readonly bytes: Hex
}

/** Names of blocks. */
export type Names = readonly string[]

/** A filter as it travels. */
export interface Filter<B> {
  readonly bytes: B
  readonly hashes: number
}

export interface Message<B> {
  readonly roots: readonly Hex[]
  readonly filter: Filter<B>
}

export interface FramedBlock {
  readonly cid: Hex
  readonly bytes: Bytes
}

/** One round as a sender delivers it to a receiver. */
export interface Delivery {
  /** Requested roots that the sender promises. */
  readonly available: Names
  readonly blocks: Names
  /** The connection broke after the last block. */
  readonly cut?: true
}

/**
 * What is asked of the filter in a status. Sizes are the receiver's choice, so no bytes are expected:
 * unless it is the empty filter, it has all of `covers`, lacks most of `spares`, and its rate of false
 * positives (by its set bits) is at most `rate`.
 */
export interface FilterClaim {
  readonly covers: Names
  readonly spares?: Names
  readonly rate?: number
}

export interface StatusClaim {
  readonly missing: Names
  readonly filter: FilterClaim
}

/** A status as a receiver gave it. */
export interface GivenStatus {
  readonly missing: Names
  readonly filter: Filter<Hex>
}

export interface HttpRequest {
  readonly method: string
  /** Path and query. */
  readonly path: string
  /** Content-Type; null: none. */
  readonly type: string | null
  readonly body: Bytes
}

/**
 * What a server answered, as far as it is compared: exactly one of `car`, `message`, `refused` (the
 * "not found" of a pull among these).
 */
export interface HttpAnswer<S> {
  readonly status: number
  /** Compared as media types are. Of what is refused expected only where it is the subject. */
  readonly type?: string
  /** An answer to a pull. Roots in order. */
  readonly car?: { readonly roots: Names; readonly blocks: Names }
  /** An answer to a push. */
  readonly message?: S
  readonly refused?: true
}

/** An answer that a client is given. */
export interface ScriptedAnswer {
  readonly status: number
  readonly type: string
  /** Further headers. */
  readonly headers?: Readonly<Record<string, string>>
  readonly body: Bytes
}

/** How a client's transfer ended, as far as it did not fail. */
export interface Ending {
  readonly complete: boolean
  readonly unavailable: Names
}

interface ClientInput {
  readonly store: Names
  readonly roots: Names
  readonly diff?: string
  /** Given to the client's requests in turn; what goes beyond them is refused with 400. */
  readonly answers: readonly ScriptedAnswer[]
}

interface RequestLine {
  readonly method: string
  /** Compared after percent-decoding the query. */
  readonly path: string
  readonly type: string
}

interface PullRequest<S> extends RequestLine {
  readonly status: S
}

interface PushRequest extends RequestLine {
  /** Header roots, in order. */
  readonly roots: Names
  readonly blocks: Names
}

/** What goes in, what is expected, and what a subject gives. */
interface Op<Input, Expect, Value = Expect> {
  readonly input: Input
  readonly expect: Expect
  readonly value: Value
}

/**
 * Everything a vector can ask of an implementation. Lists of names are sets, given in any order and
 * compared sorted, unless the vector is flagged `ordered` (then `blocks` are compared as they are) or
 * the field says otherwise.
 */
export interface Operations {
  /** XXH3-64 with a seed; the hash as 16 digits. */
  readonly xxh3: Op<{ readonly element: Bytes; readonly seed: number }, { readonly hash: Hex }>
  /** The indices of an element in a filter of so many bytes and hashes, in the order drawn. */
  readonly indices: Op<
    { readonly element: Bytes; readonly bytes: number; readonly hashes: number },
    { readonly indices: readonly number[] }
  >
  /** Parameters for a number of elements. */
  readonly parameters: Op<
    { readonly count: number },
    { readonly bytes: number; readonly hashes: number }
  >
  /** A filter with exactly these parameters after the elements were added. */
  readonly insert: Op<
    { readonly bytes: number; readonly hashes: number; readonly elements: Elements },
    { readonly filter: Digested },
    { readonly filter: Hex }
  >
  /** Which elements a filter from a peer has. */
  readonly has: Op<
    { readonly filter: Filter<Bytes>; readonly elements: Elements },
    { readonly has: readonly boolean[] }
  >
  readonly union: Op<
    { readonly a: Filter<Bytes>; readonly b: Filter<Bytes> },
    { readonly filter: Filter<Digested> },
    { readonly filter: Filter<Hex> }
  >
  readonly 'pull.encode': Op<Message<Bytes>, { readonly body: Digested }, { readonly body: Hex }>
  readonly 'pull.decode': Op<{ readonly body: Bytes }, Message<Digested>, Message<Hex>>
  readonly 'push.encode': Op<
    Message<Bytes>,
    { readonly status: number; readonly body: Digested },
    { readonly status: number; readonly body: Hex }
  >
  readonly 'push.decode': Op<
    { readonly status: number; readonly body: Bytes },
    Message<Digested>,
    Message<Hex>
  >
  readonly 'car.encode': Op<
    { readonly roots: readonly Hex[]; readonly blocks: readonly FramedBlock[] },
    { readonly body: Digested },
    { readonly body: Hex }
  >
  /** A CAR that arrives in pieces, cut at the given offsets. Of a bad one, what came before the fault. */
  readonly 'car.decode': Op<
    { readonly body: Bytes; readonly cuts: readonly number[] },
    {
      readonly roots: readonly Hex[]
      readonly blocks: readonly { readonly cid: Hex; readonly bytes: Digested }[]
    },
    {
      readonly roots: readonly Hex[]
      readonly blocks: readonly { readonly cid: Hex; readonly bytes: Hex }[]
    }
  >
  /** One round of a sender. */
  readonly send: Op<
    {
      readonly store: Names
      /** Requested roots, in order, repeats included. */
      readonly missing: Names
      readonly filter: Filter<Bytes>
      readonly order: 'preorder' | 'breadth-first'
    },
    /** Both in the order in which they were given. */
    { readonly available: Names; readonly blocks: Names }
  >
  /** The rounds of a receiver. Of a failed one, everything up to the failure. */
  readonly receive: Op<
    {
      readonly store: Names
      readonly roots: Names
      readonly rounds: readonly Delivery[]
    },
    {
      /** Before the first round and after each that did not fail. */
      readonly statuses: readonly StatusClaim[]
      /** What the store holds at the end. */
      readonly stored: Names
    } & Ending,
    { readonly statuses: readonly GivenStatus[]; readonly stored: Names } & Ending
  >
  /** Requests to a server, each to a new one before the same store. */
  readonly respond: Op<
    { readonly store: Names; readonly requests: readonly HttpRequest[] },
    { readonly answers: readonly HttpAnswer<StatusClaim>[]; readonly stored: Names },
    { readonly answers: readonly HttpAnswer<GivenStatus>[]; readonly stored: Names }
  >
  /** A client that pulls. Of a failed one, everything up to the failure. */
  readonly pull: Op<
    ClientInput,
    /** Without `requests` where their number is the client's choice. */
    { readonly requests?: readonly PullRequest<StatusClaim>[]; readonly stored: Names } & Ending,
    { readonly requests: readonly PullRequest<GivenStatus>[]; readonly stored: Names } & Ending
  >
  /** A client that pushes; in the first round `coldCall`: its first block, or all it would send. */
  readonly push: Op<
    ClientInput & { readonly coldCall: 'one' | 'all' },
    { readonly requests?: readonly PushRequest[] } & Ending,
    { readonly requests: readonly PushRequest[] } & Ending
  >
}

export type Operation = keyof Operations
export type Input<O extends Operation> = Operations[O]['input']
export type Expect<O extends Operation> = Operations[O]['expect']
export type Value<O extends Operation> = Operations[O]['value']
