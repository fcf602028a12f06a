import type { Expect, Input, NamedBlock, Operation } from './operations.js'

export type Layer = 'codec' | 'round' | 'session'
export type Profile = 'spec' | 'rs' | 'go'

/** Why something is refused, in words that every language can map its errors to. */
export const categories = {
  message: 'not a message: bad DAG-CBOR, a field missing or of another type, too many links',
  'filter-hashes': 'a hash count out of bounds',
  'filter-size': 'more bytes than a filter may have',
  'filter-mismatch': 'a union of filters with different parameters',
  'car-header': 'not the header of a CARv1',
  'car-version': 'a CAR of another version',
  'car-varint': 'a length that is padded or too large',
  'car-frame': 'a frame of length zero',
  'car-cid': 'a frame that does not begin with a CID',
  'car-truncated': 'a CAR that ends too early',
  'car-limit': 'a frame or header above its bound',
  'block-hash': 'bytes that do not hash to their CID',
  'block-corrupt': 'bytes whose links cannot be read',
  'codec-unknown': 'a codec that the receiver does not know',
  'hash-unknown': 'a hash function that the receiver does not know',
  'no-progress': 'a round that changed nothing, or answers that never end',
  protocol: 'an answer that contradicts itself',
  refused: 'the server refused',
} as const

export type Category = keyof typeof categories

/**
 * - `valid`: must be taken, and give `expect`.
 * - `invalid`: must be refused as `error`; `expect`, if any, is what must hold all the same.
 * - `permitted`: may be refused as `error`; what is taken must give `expect`.
 */
export type Result = 'valid' | 'invalid' | 'permitted'

export interface Vector<O extends Operation = Operation> {
  /** Stable: area and name, never reused. */
  readonly id: string
  /** Clauses of the specification that this vector tests. */
  readonly requirements: readonly string[]
  readonly result: Result
  /** Explained once in the file. */
  readonly flags?: readonly string[]
  readonly comment?: string
  /** Which of the file's DAGs the names are of. */
  readonly dag?: string
  readonly input: Input<O>
  readonly expect?: Expect<O>
  readonly error?: Category
}

export interface VectorFile<O extends Operation = Operation> {
  readonly $schema: string
  readonly area: string
  readonly profile: Profile
  readonly layer: Layer
  readonly operation: O
  readonly about: string
  readonly flags: Readonly<Record<string, string>>
  readonly dags?: Readonly<Record<string, readonly NamedBlock[]>>
  readonly vectors: readonly Vector<O>[]
}
