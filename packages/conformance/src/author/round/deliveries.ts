import type { Delivery } from '@car-mirror/vectors'
import type { Case } from '../area.js'
import { names } from '../dags/make.js'

/** A round: what came, and which of the requested roots were promised. */
export function came(blocks: string, promised = ''): Delivery {
  return { available: names(promised), blocks: names(blocks) }
}

/** A round whose connection broke after these blocks. */
export function cut(blocks: string, promised = ''): Delivery {
  return { ...came(blocks, promised), cut: true }
}

/** The DAG, what the receiver holds at first, and the roots of the transfer. */
export type Start = readonly [dag: string, store: string, roots: string]

export function receives(
  name: string,
  requirements: string,
  [dag, store, roots]: Start,
  rounds: readonly Delivery[],
  more: Partial<Case<'receive'>> = {},
): Case<'receive'> {
  const input = { store: names(store), roots: names(roots), rounds }
  return { name, requirements: names(requirements), dag, input, ...more }
}
