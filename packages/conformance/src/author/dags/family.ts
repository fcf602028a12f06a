import { withSalt } from './salt.js'

/** Three levels: root (a, b), a (a1, a2), b (b1). Two more that nothing here links to. */
export function familyOf(salt: string) {
  const { raw, node } = withSalt(salt)
  const [a1, a2, b1] = [raw('a1'), raw('a2'), raw('b1')]
  const a = node('a', a1, a2)
  const b = node('b', b1)
  const root = node('root', a, b)
  return { root, a, a1, a2, b, b1, other: raw('other'), stranger: node('stranger', raw('nowhere')) }
}

/** Two roots with a leaf of their own each, and one that they share. */
export function twinsOf(salt: string) {
  const { raw, node } = withSalt(salt)
  const [s, t, p] = [raw('s'), raw('t'), raw('p')]
  return { left: node('left', p, s), right: node('right', s, t), p, s, t }
}

/** Two versions of one DAG. */
export function versionsOf(salt: string) {
  const { raw, node } = withSalt(salt)
  const [k1, k2, gone, added] = [raw('k1'), raw('k2'), raw('gone'), raw('added')]
  const kept = node('kept', k1, k2)
  return { old: node('old', kept, gone), new: node('new', kept, added), kept, k1, k2, gone, added }
}

export type Family = ReturnType<typeof familyOf>

export const family = familyOf('')
export const twins = twinsOf('')
