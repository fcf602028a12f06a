import type { Model } from '../model/model.js'
import type { PinnedClause, Pins } from '../spec/pins.js'

/** An implementation that breaks one clause, made from a model of its own. */
export interface Mutant {
  /** The clause, and what is done to it: `BF-9/shifts-by-one`. */
  readonly id: string
  /** The clause that it breaks, and by which it must be killed. */
  readonly clause: string
  /** What the implementation does wrong, in a few words. */
  readonly does: string
  /** Pins of the clause that it changes. */
  readonly pins?: readonly string[]
  /** Breaks a freshly made model, usually by replacing one of its methods. */
  readonly breaks: (model: Model) => void
}

export function mutant(id: string, does: string, breaks: Mutant['breaks']): Mutant {
  return { id, clause: id.slice(0, id.indexOf('/')), does, breaks }
}

/** A mutant that has other numbers or names than the text pins. */
export function repinned<C extends PinnedClause>(
  id: `${C}/${string}`,
  does: string,
  pins: Partial<Pins[C]>,
): Mutant {
  const clause = id.slice(0, id.indexOf('/')) as C
  const breaks = (model: Model) => Object.assign(model.pins[clause], pins)
  return { ...mutant(id, does, breaks), pins: Object.keys(pins) }
}
