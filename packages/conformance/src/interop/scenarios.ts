import { toHex } from '@car-mirror/vectors'
import { type Framed, node, raw } from '@car-mirror/vectors/by-hand'
import type { FilterModel, WireFilter } from '../model/filter.js'
import type { PortBlock } from '../suite/port.js'

/** What two sides begin with. */
export interface Scenario {
  readonly name: string
  /** In a few words, for the reader of the table. */
  readonly about: string
  readonly roots: readonly string[]
  readonly sender: readonly PortBlock[]
  readonly receiver: readonly PortBlock[]
  /** Whether the sender lacks a block that is below the roots. */
  readonly lacking: boolean
}

const LEAVES = 2000
/** With the root just as many as a filter of 2 KiB takes: one CID in 10,000 hits it. */
const HELD = 855
/** What the Go port has for any number. */
const GO_FILTER = { bytes: 2048, hashes: 12 }
const LINKS_EACH = 20

/** Every scenario of the matrix, in its order. */
export function scenarios(model: FilterModel): Scenario[] {
  const tree = treeOf('tree', 400)
  const whole = [...tree.nodes, ...tree.leaves]
  const most = whole.slice(0, -1)
  const half = [tree.root, ...tree.nodes.slice(1, 8), ...tree.leaves.slice(0, 100)]
  const wide = treeOf('wide', LEAVES, LEAVES)
  const chain = chainOf(LEAVES)
  const [left, right] = [treeOf('left', 60), treeOf('right', 60)]
  const both = [...left.nodes, ...left.leaves, ...right.nodes, ...right.leaves]
  return [
    of('cold', 'the receiver has nothing', tree.root, whole, []),
    of('partial', 'it has some subgraphs', tree.root, whole, half),
    of('up to date', 'it has everything', tree.root, whole, whole),
    { ...of('one leaf missing', 'the sender lacks it', tree.root, most, []), lacking: true },
    of('wide', `one node, ${LEAVES} leaves`, wide.root, [wide.root, ...wide.leaves], []),
    of('deep', `a chain of ${LEAVES}`, chain[0]!, chain, []),
    { ...of('several roots', 'two DAGs', left.root, both, []), roots: [left, right].map(rootOf) },
    changed(),
    hiddenNode(model),
  ]
}

interface Tree {
  readonly root: Framed
  /** The root among them, parents before children. */
  readonly nodes: readonly Framed[]
  readonly leaves: readonly Framed[]
}

/** A tree of two levels. */
function treeOf(name: string, count: number, each = LINKS_EACH, altered = 0): Tree {
  const leaves = Array.from({ length: count }, (_, i) => {
    return raw(`${name} leaf ${i}${i >= count - altered ? ', changed' : ''} ${'.'.repeat(100)}`)
  })
  if (each >= count) {
    const root = node(name, ...leaves)
    return { root, nodes: [root], leaves }
  }
  const inner = Array.from({ length: count / each }, (_, i) => {
    return node(`${name} node ${i}`, ...leaves.slice(i * each, (i + 1) * each))
  })
  const root = node(name, ...inner)
  return { root, nodes: [root, ...inner], leaves }
}

/** From the top down. */
function chainOf(length: number): Framed[] {
  const blocks = [raw('end of the chain')]
  while (blocks.length < length) blocks.push(node(`link ${blocks.length}`, blocks.at(-1)!))
  return blocks.reverse()
}

/** One leaf in a hundred is another than in the version that the receiver has. */
function changed(): Scenario {
  const [old, now] = [treeOf('version', 1000), treeOf('version', 1000, LINKS_EACH, 10)]
  const has = [...old.nodes, ...old.leaves]
  return of('1 % changed', 'it has a version with other leaves', now.root, all(now), has)
}

/**
 * A node that hits a filter of all that the receiver has, below one that it lacks: with the parameters
 * that the specification recommends for so many, and with those that the Go port always has.
 */
function hiddenNode(model: FilterModel): Scenario {
  const { leaves } = treeOf('held', HELD - 1, HELD)
  const cids = leaves.map(({ cid }) => cid)
  const filters = [model.parameters(HELD), GO_FILTER].map(({ bytes, hashes }) => {
    return model.insert(bytes, hashes, cids)
  })
  const below = [raw('below the hidden node'), raw('this one too')]
  const hidden = filters.map((filter, i) => hit(model, filter, `hidden ${i}`, below))
  const above = node('above', ...hidden)
  const root = node('with a hidden node', above, ...leaves)
  const blocks = [root, above, ...hidden, ...below, ...leaves]
  return of('false positive', 'its filter hides a node', root, blocks, [root, ...leaves])
}

/** Salts are counted up until the node hits the filter. */
function hit(
  model: FilterModel,
  filter: WireFilter,
  name: string,
  below: readonly Framed[],
): Framed {
  for (let salt = 0; ; salt++) {
    const found = node(`${name} ${salt}`, ...below)
    if (model.has(filter, found.cid)) return found
  }
}

function all({ nodes, leaves }: Tree): Framed[] {
  return [...nodes, ...leaves]
}

function rootOf({ root }: Tree): string {
  return toHex(root.cid)
}

function of(
  name: string,
  about: string,
  root: Framed,
  sender: readonly Framed[],
  receiver: readonly Framed[],
): Scenario {
  const [from, to] = [sender, receiver].map((blocks) => blocks.map(hex))
  return { name, about, roots: [toHex(root.cid)], sender: from!, receiver: to!, lacking: false }
}

function hex({ cid, bytes }: Framed): PortBlock {
  return { cid: toHex(cid), bytes: toHex(bytes) }
}
