import type { Category } from './file.js'
import type { NamedDag } from './named-dag.js'
import type { Input, Operation, Value } from './operations.js'

/** What a subject made of an input. With an error, `value` is what could be seen in spite of it. */
export interface Outcome<O extends Operation> {
  readonly value?: Value<O>
  /** `unspecified`: refused, without a reason that fits a category. */
  readonly error?: Category | 'unspecified'
}

/** An implementation under test: what it can do, operation by operation. */
export type Subject = {
  readonly [O in Operation]?: (input: Input<O>, dag: NamedDag) => Outcome<O> | Promise<Outcome<O>>
}
