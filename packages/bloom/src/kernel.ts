import { select, selected, start } from './indices.js'

/** How many bits a membership test looks at before it draws the other indices. */
const PROBE = 4

/**
 * Sets the bits of all elements. Everything a faster kernel would replace is behind these two
 * functions; they trust their arguments.
 *
 * @param table 1..16 MiB bytes, bit i is bit i % 8 (LSB first) of byte i / 8
 * @param hashes 1..64
 * @see BF-12 BF-14
 */
export function insertMany(
  table: Uint8Array,
  hashes: number,
  elements: Iterable<Uint8Array>,
): void {
  const bits = 8 * table.length
  for (const element of elements) {
    start(element)
    select(bits, 0, hashes)
    for (let i = 0; i < hashes; i++) {
      const index = selected[i]!
      table[index >>> 3]! |= 1 << (index & 7)
    }
  }
}

/**
 * Whether all bits of the element are set. Most absentees are found out by the first few.
 *
 * @see BF-12 BF-14
 */
export function contains(table: Uint8Array, hashes: number, element: Uint8Array): boolean {
  start(element)
  const probes = Math.min(PROBE, hashes)
  return allSet(table, 0, probes) && allSet(table, probes, hashes)
}

function allSet(table: Uint8Array, from: number, to: number): boolean {
  select(8 * table.length, from, to)
  for (let i = from; i < to; i++) {
    const index = selected[i]!
    if ((table[index >>> 3]! & (1 << (index & 7))) === 0) return false
  }
  return true
}
