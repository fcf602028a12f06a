import { type Hex, toHex } from '@car-mirror/vectors'
import { cbor, concat, type Framed, raw } from '@car-mirror/vectors/by-hand'
import { asV0, cborBlock, jsonBlock, jsonLink, pbBlock, text } from '../../author/dags/make.js'
import type { Store } from '../../model/dag.js'
import type { WrittenFilter } from '../../wire/form.js'
import { everything, filterOf, sized } from '../dags/filters.js'
import { linksIn } from '../reference/links.js'
import { storeOf } from '../reference/scripts.js'
import type { NodeShape, SessionCase } from './case.js'

/** A case made real: its blocks, who has them, and what must come of it. */
export interface Plan {
  readonly given: SessionCase
  readonly blocks: readonly Framed[]
  readonly roots: readonly Framed[]
  readonly sender: readonly Framed[]
  readonly receiver: readonly Framed[]
  /** What the receiver must hold in the end. */
  readonly held: ReadonlySet<Hex>
  /** Subgraph roots that neither has. */
  readonly unavailable: ReadonlySet<Hex>
  /** Chosen nodes that seem to be had. */
  readonly hits: ReadonlySet<Hex>
  /** A block of the sender's with other bytes, and one that nothing links to. */
  readonly lies: { readonly forged: Framed; readonly stranger: Framed } | undefined
  /** Bytes of all blocks. */
  readonly size: number
}

const SENDER = 1
const RECEIVER = 2

export function planOf(given: SessionCase, salt: string): Plan {
  const all: Framed[] = []
  for (const shape of given.nodes) all.push(blockOf(shape, all, salt))
  const first = new Map(all.map((block, i) => [toHex(block.cid), i] as const).reverse())
  const blocks = [...first.values()].sort((a, b) => a - b).map((i) => all[i]!)
  // Of equal nodes, which are one block, the first decides.
  const having = (bit: number) => {
    return blocks.filter((block) => (given.owners[first.get(toHex(block.cid))!]! & bit) !== 0)
  }
  const roots = [...new Map(given.roots.map((i) => [toHex(all[i]!.cid), all[i]!])).values()]
  const [sender, receiver] = [having(SENDER), having(RECEIVER)]
  const { held, lacking } = survey(storeOf([...sender, ...receiver]), roots)
  for (const { cid } of receiver) held.add(toHex(cid))
  const hits = new Set(given.hits.map((i) => toHex(all[i % all.length]!.cid)))
  const size = blocks.reduce((sum, { cid, bytes }) => sum + cid.length + bytes.length, 0)
  const lies = liesOf(given, all, salt)
  return { given, blocks, roots, sender, receiver, held, unavailable: lacking, hits, lies, size }
}

function liesOf(
  { forged: index }: SessionCase,
  all: readonly Framed[],
  salt: string,
): Plan['lies'] {
  if (index === undefined) return undefined
  const { cid, bytes } = all[index % all.length]!
  const forged = { cid, bytes: concat(bytes, Uint8Array.of(0)) }
  return { forged, stranger: raw(`stranger ${salt}`) }
}

/** What our sender sends in place of these blocks: as they are, unless it lies. */
export function asSent({ lies }: Plan, blocks: readonly Framed[]): Framed[] {
  if (!lies || blocks.length === 0) return [...blocks]
  const forged = toHex(lies.forged.cid)
  const sent = blocks.map((block) => (toHex(block.cid) === forged ? lies.forged : block))
  return [...sent, lies.stranger]
}

/** A filter as the case has it, over what is held. */
export function filterIn(
  { given, blocks, hits }: Plan,
  held: readonly Hex[],
): WrittenFilter | undefined {
  if (given.filter === 'none') return undefined
  if (given.filter === 'everything') return everything
  const have = new Set(held)
  const some = blocks.filter(({ cid }) => have.has(toHex(cid)))
  if (given.filter === 'crowded') return sized(4, 2, some)
  if (given.filter === 'held') return some.length === 0 ? undefined : filterOf(some)
  return filterOf([...some, ...blocks.filter(({ cid }) => hits.has(toHex(cid)))])
}

function blockOf({ codec, links, salt }: NodeShape, all: readonly Framed[], run: string): Framed {
  const children = links.map((i) => all[i]!)
  const name = `${salt} ${run}`
  if (codec === 'raw') return raw(name)
  if (codec === 'dag-cbor') {
    return cborBlock(cbor.array(cbor.text(name), ...children.map(({ cid }) => cbor.link(cid))))
  }
  if (codec === 'dag-json') {
    return jsonBlock(
      JSON.stringify([name]).slice(0, -1) +
        children.map((child) => `,${jsonLink(child)}`).join('') +
        ']',
    )
  }
  const pb = pbBlock(text(name), ...children)
  return codec === 'dag-pb' ? pb : asV0(pb)
}

/** What can be reached from the roots in a store, and what is missing there. */
function survey(store: Store, roots: readonly Framed[]) {
  const [held, lacking] = [new Set<Hex>(), new Set<Hex>()]
  const open = roots.map(({ cid }) => toHex(cid))
  for (let cid = open.pop(); cid !== undefined; cid = open.pop()) {
    if (held.has(cid) || lacking.has(cid)) continue
    const links = linksIn(store, cid)
    if (links) held.add(cid)
    else lacking.add(cid)
    open.push(...(links ?? []))
  }
  return { held, lacking }
}
