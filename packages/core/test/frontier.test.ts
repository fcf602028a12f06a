import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Frontier, type Order } from '../src/frontier.js'

/** Node n has the CID [n]; what it links to. */
type Graph = readonly (readonly number[])[]

const graphs: fc.Arbitrary<Graph> = fc
  .integer({ min: 1, max: 12 })
  .chain((size) =>
    fc.array(fc.array(fc.nat(size - 1), { maxLength: 6 }), { minLength: size, maxLength: size }),
  )

function walked(graph: Graph, order: Order, roots: number[], left: Set<number>): number[] {
  const cids = (nodes: readonly number[]) => nodes.map((node) => Uint8Array.of(node))
  const frontier = new Frontier(order, cids(roots))
  const visited: number[] = []
  for (let number = frontier.next(); number !== -1; number = frontier.next()) {
    const node = frontier.at(number)[0]!
    visited.push(node)
    frontier.add(cids(graph[node]!), (fresh) =>
      Uint8Array.from(fresh, ([node]) => (left.has(node!) ? 1 : 0)),
    )
  }
  return visited
}

/** The textbook's walks, with the whole list of what is to come. */
function expected(graph: Graph, order: Order, roots: number[], left: Set<number>): number[] {
  const visited: number[] = []
  let pending = [...roots]
  while (pending.length > 0) {
    const [node, ...rest] = pending as [number, ...number[]]
    pending = rest
    if (visited.includes(node)) continue
    visited.push(node)
    const links = graph[node]!.filter((link) => roots.includes(link) || !left.has(link))
    pending = order === 'preorder' ? [...links, ...pending] : [...pending, ...links]
  }
  return visited
}

it('visits each once, in the order asked for, and nothing below what is left out', () => {
  fc.assert(
    fc.property(
      graphs,
      fc.constantFrom<Order>('preorder', 'breadth-first'),
      fc.array(fc.nat(11), { maxLength: 3 }),
      fc.uniqueArray(fc.nat(11)),
      (graph, order, chosen, omitted) => {
        const roots = chosen.filter((node) => node < graph.length)
        const left = new Set(omitted)
        const all = walked(graph, order, roots, left)
        expect(all).toEqual(expected(graph, order, roots, left))
      },
    ),
    { numRuns: 2000 },
  )
})
