import { type Framed, node, raw } from '@car-mirror/vectors/by-hand'
import { type Blocks, cborBlock, links, row } from './make.js'

const s = raw('s')
const a = node('a', s, s)
const b = node('b', s)

/** A leaf below two nodes, and twice below one of them. */
export const shared = { root: node('root', a, b), a, b, s }

const d = raw('d')
const deep = node('deep', d)
const above = node('above', deep)
const e = raw('e')

/** A node that is a child of the root and, further down, of the root's first child. */
export const crossed = { root: node('root', above, e, deep), above, deep, d, e }

/** Each level links twice to the next: 2^levels paths, levels + 1 blocks. */
export function diamond(levels: number): Blocks {
  return stack('d', levels + 1, (level, below) => node(`d${level}`, below, below))
}

/** Block below block, in as few bytes as it takes. */
export function chain(length: number): Blocks {
  return stack('c', length, (_, below) => cborBlock(links(below)))
}

/** A root and leaves. */
export function fan(leaves: number): Blocks {
  const below = Object.fromEntries(row('leaf', leaves).map((name) => [name, raw(name)]))
  return { root: node('root', ...Object.values(below)), ...below }
}

/**
 * A root that links to `near`, `far` and `big`, and `big` to many leaves: what comes with `big` is far
 * more than was there before.
 */
export function growing(leaves: number): Blocks {
  const { root: big, ...below } = fan(leaves) as { root: Framed } & Blocks
  const [near, far] = [raw('near'), raw('far')]
  return { root: node('top', near, far, big), near, far, big, ...below }
}

/** Blocks named 1, 2, 3 ... from the top down, the last of them a leaf. */
function stack(name: string, count: number, above: (level: number, below: Framed) => Framed) {
  let below = raw(`${name}${count}`)
  const blocks: [string, Framed][] = [[`${name}${count}`, below]]
  for (let level = count - 1; level > 0; level--) {
    below = above(level, below)
    blocks.push([`${name}${level}`, below])
  }
  return Object.fromEntries(blocks.reverse())
}
