import { cidParts, isIdentity } from './cid-bytes.js'
import { CidSet } from './cid-set.js'
import { blockLinks, type CodecRegistry, defaultCodecs } from './codecs.js'
import type { Awaitable, Store } from './store.js'

/** The links of an absent block are not known. */
export type Links = Uint8Array[] | undefined

/** A store seen as a graph. */
export class Dag {
  readonly store: Store
  readonly codecs: CodecRegistry

  constructor(store: Store, codecs: CodecRegistry = defaultCodecs) {
    this.store = store
    this.codecs = codecs
  }

  /**
   * Links of a block, undefined when the store lacks it. Leaves cost a `has`, never a read; an
   * identity CID is answered from itself.
   * @throws MirrorError ERR_CODEC_UNKNOWN, ERR_BLOCK_CORRUPT
   */
  links(cid: Uint8Array): Awaitable<Links> {
    const parts = cidParts(cid)
    if (isIdentity(parts)) return blockLinks(this.codecs, cid, parts.digest)
    const codec = this.codecs.get(parts.codec)
    if (codec && !codec.leaf) {
      const bytes = this.store.get(cid)
      return bytes instanceof Promise
        ? bytes.then((late) => late && blockLinks(this.codecs, cid, late))
        : bytes && blockLinks(this.codecs, cid, bytes)
    }
    const held = this.store.has(cid)
    const leafLinks = (there: boolean) =>
      there ? blockLinks(this.codecs, cid, NO_BYTES) : undefined
    return held instanceof Promise ? held.then(leafLinks) : leafLinks(held)
  }
}

const NO_BYTES = new Uint8Array(0)

/**
 * Everything below `roots`, each CID once, parents before children; absent blocks come with
 * undefined links. Time and memory are linear in the blocks; nothing recurses.
 */
export async function* walk(
  dag: Dag,
  roots: Iterable<Uint8Array>,
): AsyncGenerator<{ cid: Uint8Array; links: Links }> {
  const seen = new CidSet()
  const stack = [...roots].reverse()
  for (let cid = stack.pop(); cid; cid = stack.pop()) {
    if (!seen.add(cid)) continue
    const links = await dag.links(cid)
    yield { cid, links }
    pushReversed(stack, links ?? [])
  }
}

/** The CIDs below `roots` whose blocks the store holds. */
export async function heldBelow(dag: Dag, roots: Iterable<Uint8Array>): Promise<CidSet> {
  const held = new CidSet()
  for await (const { cid, links } of walk(dag, roots)) if (links) held.add(cid)
  return held
}

/** So that popping yields the links in their order. */
export function pushReversed(stack: Uint8Array[], links: Uint8Array[]): void {
  for (let i = links.length - 1; i >= 0; i--) stack.push(links[i]!)
}
