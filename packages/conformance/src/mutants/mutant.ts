import type { Model } from '../model/model.js'

/** An implementation that breaks one clause, made from a model of its own. */
export interface Mutant {
  /** The clause, and what is done to it: `BF-9/shift-by-one`. */
  readonly id: string
  /** The clause that it breaks, and by which it must be killed. */
  readonly clause: string
  /** What the implementation does wrong, in a few words. */
  readonly does: string
  /** Breaks a freshly made model, usually by replacing one of its methods. */
  readonly breaks: (model: Model) => void
}
