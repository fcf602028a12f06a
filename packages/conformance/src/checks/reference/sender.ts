import type { Hex } from '@car-mirror/vectors'
import type { Store } from '../../model/dag.js'
import type { Order } from '../../model/sender.js'
import { isInline, linksIn } from './links.js'

export interface Walk {
  readonly order: Order
  /** Whether the receiver's filter has it, or is to seem so. */
  readonly hits?: ((cid: Hex) => boolean) | undefined
  /** Blocks after which the round ends. */
  readonly most?: number | undefined
}

/** What a sender that does what the clauses say makes of a status. */
export interface Sent {
  /** Requested roots that are there, in the order of the request. */
  readonly available: readonly Hex[]
  readonly blocks: readonly Hex[]
}

/** @see RND-9 RND-10 RND-11 RND-12 RND-13 RND-15 RND-16 */
export function sentFrom(
  store: Store,
  missing: readonly Hex[],
  { order, hits = () => false, most = Number.POSITIVE_INFINITY }: Walk,
): Sent {
  const available = [...new Set(missing)].filter((cid) => linksIn(store, cid) !== undefined)
  const roots = new Set(available)
  const blocks: Hex[] = []
  const seen = new Set<Hex>()
  for (const cid of walked(store, available, order, (cid) => !roots.has(cid) && hits(cid), seen)) {
    if (isInline(cid)) continue
    if (blocks.length === most) break
    blocks.push(cid)
  }
  return { available, blocks }
}

/**
 * Blocks that are there, each once, in either order; a queue and a stack that are never shifted.
 */
function* walked(
  store: Store,
  roots: readonly Hex[],
  order: Order,
  isLeftOut: (cid: Hex) => boolean,
  seen: Set<Hex>,
): Generator<Hex> {
  const open: Hex[] = order === 'preorder' ? [...roots].reverse() : [...roots]
  for (let at = 0; at < open.length; ) {
    const cid = order === 'preorder' ? open.pop()! : open[at++]!
    if (seen.has(cid)) continue
    seen.add(cid)
    if (isLeftOut(cid)) continue
    const links = linksIn(store, cid)
    if (links === undefined) continue
    yield cid
    open.push(...(order === 'preorder' ? [...links].reverse() : links))
  }
}
