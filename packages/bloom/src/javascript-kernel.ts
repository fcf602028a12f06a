import { select, selected, start } from './indices.js'
import type { Kernel } from './kernel.js'

/** How many bits a membership test looks at before it draws the other indices. */
const PROBE = 4

/** Where WebAssembly is not to be had; also for what the other kernels leave, and their measure. */
export const javascript: Kernel = { name: 'javascript', insertMany, contains, containsEach }

/** @see BF-12 BF-14 */
function insertMany(table: Uint8Array, hashes: number, elements: Iterable<Uint8Array>): void {
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
 * Most absentees are found out by the first few.
 *
 * @see BF-12 BF-14
 */
function contains(table: Uint8Array, hashes: number, element: Uint8Array): boolean {
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

function containsEach(
  table: Uint8Array,
  hashes: number,
  elements: readonly Uint8Array[],
): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(elements, (element) => (contains(table, hashes, element) ? 1 : 0))
}
