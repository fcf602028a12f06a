import {
  type Block,
  blockLinks,
  CidSet,
  defaultCodecs,
  MirrorError,
  Pace,
  type Store,
} from '@car-mirror/core'
import { CID } from 'multiformats/cid'
import { identity } from 'multiformats/hashes/identity'

/** What became of one CID of a DAG. */
export type Visit =
  | { readonly kind: 'good'; readonly block: Block; readonly links: readonly Uint8Array[] }
  | { readonly kind: 'missing'; readonly cid: Uint8Array }
  | { readonly kind: 'corrupt'; readonly cid: Uint8Array; readonly error: MirrorError }

export interface ReadOptions {
  readonly signal: AbortSignal
  /** Throws MirrorError for a block that is not what its CID says. */
  readonly check?: (block: Block) => void | Promise<void>
}

/**
 * Everything below `root`, each CID once, in preorder; an identity CID has no block, so it is
 * passed through. Nothing is known of what is below a missing block, and nothing is believed of
 * what a corrupt one says. Time and memory are linear; nothing recurses.
 */
export async function* readDag(
  store: Store,
  root: CID,
  { signal, check }: ReadOptions,
): AsyncGenerator<Visit> {
  const seen = new CidSet()
  const stack: Uint8Array[] = [root.bytes]
  const pace = new Pace(signal)
  for (let cid = stack.pop(); cid; cid = stack.pop()) {
    if (!seen.add(cid)) continue
    const turn = pace.step()
    if (turn) await turn
    const visit = await read(store, cid, check)
    if (CID.decode(cid).multihash.code !== identity.code) yield visit
    if (visit.kind !== 'good') continue
    for (let i = visit.links.length - 1; i >= 0; i--) stack.push(visit.links[i]!)
  }
}

async function read(store: Store, cid: Uint8Array, check: ReadOptions['check']): Promise<Visit> {
  const bytes = await store.get(cid)
  if (!bytes) return { kind: 'missing', cid }
  const block = { cid, bytes }
  try {
    await check?.(block)
    return { kind: 'good', block, links: blockLinks(defaultCodecs, cid, bytes) }
  } catch (error) {
    if (error instanceof MirrorError) return { kind: 'corrupt', cid, error }
    throw error
  }
}
