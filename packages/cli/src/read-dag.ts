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

/** What became of one CID of a DAG; `inline` is an identity CID, which has no block. */
export type Visit =
  | { readonly kind: 'good'; readonly block: Block; readonly links: readonly Uint8Array[] }
  | { readonly kind: 'inline'; readonly cid: Uint8Array; readonly links: readonly Uint8Array[] }
  | { readonly kind: 'missing'; readonly cid: Uint8Array }
  | { readonly kind: 'corrupt'; readonly cid: Uint8Array; readonly error: MirrorError }

export interface ReadOptions {
  readonly signal: AbortSignal
  /** Throws MirrorError for a block that is not what its CID says. */
  readonly check?: (block: Block) => void | Promise<void>
}

/**
 * Everything below `root`, each CID once, in preorder. Nothing is known of what is below a missing
 * block, and nothing is believed of what a corrupt one says. Time and memory are linear; nothing
 * recurses.
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
    yield visit
    if (!('links' in visit)) continue
    for (let i = visit.links.length - 1; i >= 0; i--) stack.push(visit.links[i]!)
  }
}

async function read(store: Store, cid: Uint8Array, check: ReadOptions['check']): Promise<Visit> {
  const { code, digest } = CID.decode(cid).multihash
  if (code === identity.code) return { kind: 'inline', cid, links: inlineLinks(cid, digest) }
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

/** What cannot be read leads nowhere, as for a receiver: the block it came in is good. @see MOD-4 */
function inlineLinks(cid: Uint8Array, bytes: Uint8Array): readonly Uint8Array[] {
  try {
    return blockLinks(defaultCodecs, cid, bytes)
  } catch (error) {
    if (error instanceof MirrorError) return []
    throw error
  }
}
