import fc from 'fast-check'
import type { Order } from '../../model/sender.js'
import type { Wire } from '../../wire/wire.js'

type Codec = 'raw' | 'dag-cbor' | 'dag-json' | 'dag-pb' | 'dag-pb-v0'

/** One block to be. */
export interface NodeShape {
  readonly codec: Codec
  /** Indices of earlier nodes; none of a raw one. */
  readonly links: readonly number[]
  /** Equal salts and links make one block. */
  readonly salt: number
}

/**
 * What a filter has.
 * - `none`: there is none
 * - `held`: what is held, and as good as nothing else
 * - `crowded`: what is held, in so few bits that much else hits
 * - `everything`: all bits are set
 * - `chosen`: what is held, and the chosen nodes
 */
type FilterKind = 'none' | 'held' | 'crowded' | 'everything' | 'chosen'

/** A transfer to be. */
export interface SessionCase {
  /** Children before parents. */
  readonly nodes: readonly NodeShape[]
  /** Indices. */
  readonly roots: readonly number[]
  /** For each node, who has it: bit 0 the sender, bit 1 the receiver. */
  readonly owners: readonly number[]
  readonly filter: FilterKind
  /** Nodes that seem to be had, each modulo the number of nodes. */
  readonly hits: readonly number[]
  readonly order: Order
  /** Blocks after which our sender ends a round. */
  readonly most: number
  readonly coldCall: 'question' | 'one' | 'all'
  /** The node, modulo their number, whose bytes our sender forges; it sends a stranger as well. */
  readonly forged?: number | undefined
}

/** What the cases of an invariant have in common. */
export interface Variety {
  /** The sender may lack something; `below`: below the roots, and the receiver has it neither. */
  readonly partial?: 'any' | 'below' | undefined
  readonly filters?: readonly FilterKind[] | undefined
  /** Nodes seem to be had that are not. */
  readonly hasHits?: boolean | undefined
  /** Our sender lies. */
  readonly forges?: boolean | undefined
}

const MOST_NODES = 24
const FILTERS: readonly FilterKind[] = ['none', 'held', 'crowded']
const NO_END = 1000
/** Bits of SessionCase.owners, each as often as it is likely. */
const OWNERS = { no: [1, 1, 1, 3], any: [1, 1, 1, 3, 2, 0], below: [1, 1, 1, 3, 0] } as const

/** DAGs of every shape, who has what of them, and filters in between. */
export function sessionCases(wire: Wire, variety: Variety): fc.Arbitrary<SessionCase> {
  const { partial = 'no', filters = FILTERS, hasHits = false, forges = false } = variety
  const { profile } = wire
  const owner = fc.constantFrom(...OWNERS[partial])
  const shape = fc.oneof(tangle(wire), chain(wire), star(wire), ladder(wire))
  return shape.chain(({ nodes, roots }) => {
    return fc.record({
      nodes: fc.constant(nodes),
      roots: fc.constant(profile === 'rs' ? roots.slice(0, 1) : roots),
      owners: fc
        .array(owner, { minLength: nodes.length, maxLength: nodes.length })
        .map((owners) => {
          return partial === 'below' ? withRoots(owners, roots) : owners
        }),
      filter: fc.constantFrom(...filters),
      hits: hasHits
        ? fc.array(fc.nat(MOST_NODES), { minLength: 1, maxLength: 4 })
        : fc.constant([]),
      // Only level by level do parents come before their children in all that a port can take.
      order:
        profile === 'spec' ? fc.constantFrom<Order>('breadth-first', 'preorder') : BREADTH_FIRST,
      most: profile === 'spec' ? fc.constantFrom(NO_END, NO_END, 1, 3) : fc.constant(NO_END),
      coldCall: coldCalls(wire),
      forged: forges ? fc.nat(MOST_NODES) : fc.constant(undefined),
    })
  })
}

/** The sender has the roots. */
function withRoots(owners: readonly number[], roots: readonly number[]): number[] {
  return owners.map((owner, i) => (roots.includes(i) ? owner | 1 : owner))
}

const BREADTH_FIRST = fc.constant<Order>('breadth-first')

/** One port takes a question for the end. */
function coldCalls({ profile }: Wire): fc.Arbitrary<SessionCase['coldCall']> {
  return profile === 'go'
    ? fc.constantFrom('all', 'one')
    : fc.constantFrom('all', 'one', 'question')
}

interface Shape {
  readonly nodes: readonly NodeShape[]
  readonly roots: readonly number[]
}

function codecs({ codecs: known }: Wire): fc.Arbitrary<Codec> {
  const all: Codec[] = ['raw', 'dag-cbor', 'dag-json', 'dag-pb', 'dag-pb-v0']
  return fc.constantFrom(...all.filter((codec) => known.includes(codec.replace('-v0', ''))))
}

/** Shared children, blocks twice, several roots, nodes that nothing leads to. */
function tangle(wire: Wire): fc.Arbitrary<Shape> {
  const node = fc.record({
    codec: codecs(wire),
    links: fc.array(fc.nat(MOST_NODES), { maxLength: 5 }),
    salt: fc.nat(5),
  })
  const nodes = fc.array(node, { minLength: 1, maxLength: MOST_NODES })
  const roots = fc.array(fc.nat(4), { minLength: 1, maxLength: 3 })
  return fc.record({ nodes, roots }).map(({ nodes, roots }) => ({
    nodes: nodes.map(({ codec, links, salt }, i) => {
      const some = codec === 'raw' || i === 0 ? [] : links
      return { codec, salt, links: some.map((link) => i - 1 - (link % Math.min(i, 8))) }
    }),
    roots: roots.map((root) => nodes.length - 1 - (root % nodes.length)),
  }))
}

function chain(wire: Wire): fc.Arbitrary<Shape> {
  return fc.array(codecs(wire), { minLength: 1, maxLength: MOST_NODES }).map((all) => ({
    nodes: all.map((codec, i) => ({
      codec: codec === 'raw' && i > 0 ? 'dag-cbor' : codec,
      links: i === 0 ? [] : [i - 1],
      salt: i,
    })),
    roots: [all.length - 1],
  }))
}

function star(wire: Wire): fc.Arbitrary<Shape> {
  return fc.array(codecs(wire), { minLength: 1, maxLength: MOST_NODES }).map((all) => ({
    nodes: [
      ...all.map((codec, salt) => ({ codec, links: [], salt })),
      { codec: 'dag-cbor' as const, links: all.map((_, i) => i), salt: 0 },
    ],
    roots: [all.length],
  }))
}

/** Each rung links twice to the rung below. */
function ladder(wire: Wire): fc.Arbitrary<Shape> {
  return chain(wire).map(({ nodes, roots }) => ({
    nodes: nodes.map((node) => ({ ...node, links: node.links.flatMap((link) => [link, link]) })),
    roots,
  }))
}
