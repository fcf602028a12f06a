import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { LongestPath } from '../src/longest-path.js'

/** A name, not a CID: nothing here reads it. */
function name(number: number): Uint8Array {
  return new Uint8Array(new Uint32Array([number]).buffer)
}

function longest(links: number[][]): number {
  const paths = new LongestPath()
  links.forEach((below, from) => {
    paths.add(name(from), below.map(name))
  })
  return paths.length()
}

it('is 0 for a root alone, and counts links to blocks that are not there', () => {
  expect(longest([[]])).toBe(0)
  expect(longest([[1]])).toBe(1)
})

it('goes the long way round a diamond', () => {
  expect(longest([[3, 1], [2], [3], []])).toBe(3)
})

it('agrees with trying every path', () => {
  const dags = fc
    .integer({ min: 1, max: 12 })
    .chain((size) =>
      fc.tuple(
        ...Array.from({ length: size }, (_, from) =>
          from === size - 1
            ? fc.constant([])
            : fc.array(fc.integer({ min: from + 1, max: size - 1 }), { maxLength: 4 }),
        ),
      ),
    )
  fc.assert(
    fc.property(dags, (dag) => {
      const links = reachable(dag as number[][])
      const tryAll = (at: number): number => Math.max(0, ...links[at]!.map((to) => 1 + tryAll(to)))
      expect(longest(links)).toBe(tryAll(0))
    }),
  )
})

it('takes a chain of 100,000, and a diamond of diamonds with more paths than atoms', () => {
  expect(longest(Array.from({ length: 100_000 }, (_, i) => [i + 1]))).toBe(100_000)
  const diamonds = Array.from({ length: 300 }, (_, i) =>
    i % 3 === 0 ? [i + 1, i + 2] : [i - (i % 3) + 3],
  )
  expect(longest(diamonds)).toBe(200)
})

it('ends on a circle', () => {
  expect(longest([[1], [2], [1]])).toBeLessThanOrEqual(2)
})

/** Only what a walk from the root would show; the rest shows no links. */
function reachable(links: number[][]): number[][] {
  const seen = new Set([0])
  for (const at of seen) for (const to of links[at]!) seen.add(to)
  return links.map((below, at) => (seen.has(at) ? below : []))
}
