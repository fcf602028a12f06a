import type { Framed } from '@car-mirror/vectors/by-hand'
import { type Blocks, cborBlock, links, row } from './make.js'
import { withSalt } from './salt.js'

/** A leaf below two nodes, and twice below one of them. */
export function sharedOf(salt: string) {
  const { raw, node } = withSalt(salt)
  const s = raw('s')
  const [a, b] = [node('a', s, s), node('b', s)]
  return { root: node('root', a, b), a, b, s }
}

/** A node that is a child of the root and, further down, of the root's first child. */
export function crossedOf(salt: string) {
  const { raw, node } = withSalt(salt)
  const [d, e] = [raw('d'), raw('e')]
  const deep = node('deep', d)
  const above = node('above', deep)
  return { root: node('root', above, e, deep), above, deep, d, e }
}

export const crossed = crossedOf('')

/** Each level links twice to the next: 2^levels paths, levels + 1 blocks. */
export function diamond(levels: number, salt: string): Blocks {
  const { node } = withSalt(salt)
  const above = (level: number, below: Framed) => node(`d${level}`, below, below)
  return stack('d', levels + 1, salt, above)
}

/** Block below block, in as few bytes as it takes. */
export function chain(length: number, salt: string): Blocks {
  return stack('c', length, salt, (_, below) => cborBlock(links(below)))
}

/** A root and leaves. */
export function fan(leaves: number, salt: string): Blocks {
  const { raw, node } = withSalt(salt)
  const below = Object.fromEntries(row('leaf', leaves).map((name) => [name, raw(name)]))
  return { root: node('root', ...Object.values(below)), ...below }
}

/**
 * A root that links to `near`, `far` and `big`, and `big` to many leaves: what comes with `big` is far
 * more than was there before.
 */
export function growing(leaves: number, salt: string): Blocks {
  const { raw, node } = withSalt(salt)
  const { root: big, ...below } = fan(leaves, salt) as { root: Framed } & Blocks
  const [near, far] = [raw('near'), raw('far')]
  return { root: node('top', near, far, big), near, far, big, ...below }
}

/** Blocks named 1, 2, 3 ... from the top down, the last of them a leaf. */
function stack(
  name: string,
  count: number,
  salt: string,
  above: (level: number, below: Framed) => Framed,
): Blocks {
  let below = withSalt(salt).raw(`${name}${count}`)
  const blocks: [string, Framed][] = [[`${name}${count}`, below]]
  for (let level = count - 1; level > 0; level--) {
    below = above(level, below)
    blocks.push([`${name}${level}`, below])
  }
  return Object.fromEntries(blocks.reverse())
}
