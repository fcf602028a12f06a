import { node, raw } from '@car-mirror/vectors/by-hand'

const [a1, a2, b1] = [raw('a1'), raw('a2'), raw('b1')]
const a = node('a', a1, a2)
const b = node('b', b1)
const root = node('root', a, b)

/** Three levels: root (a, b), a (a1, a2), b (b1). Two more that nothing here links to. */
export const family = {
  root,
  a,
  a1,
  a2,
  b,
  b1,
  other: raw('other'),
  stranger: node('stranger', raw('nowhere')),
}

const [s, t, p] = [raw('s'), raw('t'), raw('p')]

/** Two roots with a leaf of their own each, and one that they share. */
export const twins = { left: node('left', p, s), right: node('right', s, t), p, s, t }

const [kept, gone, added] = [node('kept', raw('k1'), raw('k2')), raw('gone'), raw('added')]

/** Two versions of one DAG. */
export const versions = {
  old: node('old', kept, gone),
  new: node('new', kept, added),
  kept,
  k1: raw('k1'),
  k2: raw('k2'),
  gone,
  added,
}
