import type { Framed } from '@car-mirror/vectors/by-hand'
import { chain, fan } from './dags.js'

/** As many blocks below one another as no stack of calls holds. */
const DEEP = 100_000
/** Links of one node: as many as fit into a megabyte. */
const WIDE = 24_000
/** Levels of a diamond: more paths than anybody can follow. */
export const LEVELS = 40

/** DAGs that take seconds to make; kept, as the sides of a case can share them. */
const made = new Map<string, Framed[]>()
/** A few at a time. */
const KEPT = 3

/** A chain of 100,000 blocks, from the top. */
export function deep(salt: string): Framed[] {
  return kept(`deep ${salt}`, () => chain(salt, DEEP))
}

/** A root and 24,000 leaves. */
export function wide(salt: string): Framed[] {
  return kept(`wide ${salt}`, () => fan(salt, WIDE))
}

function kept(name: string, make: () => Framed[]): Framed[] {
  const known = made.get(name)
  if (known) return known
  const blocks = make()
  made.set(name, blocks)
  for (const [oldest] of made) if (made.size > KEPT) made.delete(oldest)
  return blocks
}
