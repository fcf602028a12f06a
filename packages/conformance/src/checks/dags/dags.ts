import { type Framed, node, raw } from '@car-mirror/vectors/by-hand'

// DAGs for checks. A salt makes their blocks differ from those of other checks, as a server may
// keep what it was given.

export type Blocks = ReturnType<typeof family>

/** Three levels: root (a, b), a (a1, a2), b (b1). */
export function family(salt: string) {
  const [a1, a2, b1] = [raw(`a1 ${salt}`), raw(`a2 ${salt}`), raw(`b1 ${salt}`)]
  const a = node(`a ${salt}`, a1, a2)
  const b = node(`b ${salt}`, b1)
  const root = node(`root ${salt}`, a, b)
  /** Level by level. */
  const all: readonly Framed[] = [root, a, b, a1, a2, b1]
  return { root, a, b, a1, a2, b1, all }
}

/** A root, then its leaves. */
export function fan(salt: string, leaves: number): Framed[] {
  const below = Array.from({ length: leaves }, (_, i) => raw(`leaf ${i} ${salt}`))
  return [node(`fan ${salt}`, ...below), ...below]
}

/** Two children below each node; level by level, the root first. */
export function tree(salt: string, levels: number): Framed[] {
  let below = Array.from({ length: 2 ** levels }, (_, i) => raw(`leaf ${i} ${salt}`))
  let all = below
  for (let level = levels - 1; level >= 0; level--) {
    const pairs = Array.from({ length: 2 ** level }, (_, i) => below.slice(2 * i, 2 * i + 2))
    below = pairs.map((pair) => node('', ...pair))
    all = [...below, ...all]
  }
  return all
}

/** Block below block, from the top. */
export function chain(salt: string, length: number): Framed[] {
  return stack(length, raw(`end ${salt}`), (below) => node('', below))
}

/** Each block links twice to the next: 2^levels paths. From the top. */
export function diamond(salt: string, levels: number): Framed[] {
  return stack(levels + 1, raw(`end ${salt}`), (below) => node('', below, below))
}

function stack(count: number, end: Framed, above: (below: Framed) => Framed): Framed[] {
  const blocks = [end]
  while (blocks.length < count) blocks.push(above(blocks.at(-1)!))
  return blocks.reverse()
}
