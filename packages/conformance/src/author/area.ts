import type {
  Category,
  Input,
  Layer,
  NamedBlock,
  Operation,
  Profile,
  Result,
} from '@car-mirror/vectors'

/**
 * A vector to be: what goes in, and which clauses it tests. What comes out is derived by the model.
 */
export interface Case<O extends Operation> {
  /** Unique in its area, never reused: words joined by dashes. */
  readonly name: string
  /** The clauses that this vector tests: those whose breach it is meant to show. */
  readonly requirements: readonly string[]
  /** What the author expects of the model. Default: valid. */
  readonly result?: Result
  /** What it may or must be refused as. */
  readonly error?: Category
  readonly flags?: readonly string[]
  readonly comment?: string
  /** Which of the area's DAGs the names in the input are of. */
  readonly dag?: string
  readonly input: Input<O>
}

/** The source of one vector file. */
export interface Area<O extends Operation = Operation> {
  /** Name of the file, and first part of the ids of its vectors. */
  readonly area: string
  readonly profile: Profile
  readonly layer: Layer
  readonly operation: O
  /** What the file is about, in a sentence or two for a port's author. */
  readonly about: string
  /** Flags that its cases use, each with what it means. */
  readonly flags?: Readonly<Record<string, string>>
  readonly dags?: Readonly<Record<string, readonly NamedBlock[]>>
  readonly cases: readonly Case<O>[]
}
