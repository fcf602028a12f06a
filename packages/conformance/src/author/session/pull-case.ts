import type { ScriptedAnswer } from '@car-mirror/vectors'
import type { Case } from '../area.js'
import { names } from '../dags/make.js'

/** The DAG, what the client holds, and the roots of the transfer. */
export type Start = readonly [dag: string, store: string, roots: string]

export function pull(
  name: string,
  requirements: string,
  [dag, store, roots]: Start,
  answers: readonly ScriptedAnswer[],
  more: Partial<Case<'pull'>> = {},
): Case<'pull'> {
  const input = { store: names(store), roots: names(roots), answers }
  return { name, requirements: names(requirements), dag, input, ...more }
}
