import type { Category } from '@car-mirror/vectors'

/** What the model throws at input that breaks a clause. `kept` is what could be seen before the fault. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: Category
  readonly kept: unknown

  constructor(code: Category, message: string, kept?: unknown) {
    super(message)
    this.code = code
    this.kept = kept
  }
}
