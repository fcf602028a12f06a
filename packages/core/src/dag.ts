import type { CID } from 'multiformats/cid'
import { type CidParts, cidParts, cidText, isIdentity } from './cid-bytes.js'
import { CidSet } from './cid-set.js'
import { blockLinks, type CodecRegistry, defaultCodecs } from './codecs.js'
import { MirrorError } from './errors.js'
import type { Pace } from './pace.js'
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
   * inline block is answered from its CID.
   * @throws MirrorError ERR_STORE_UNREADABLE, ERR_CID_INVALID
   */
  links(cid: Uint8Array): Awaitable<Links> {
    const parts = cidParts(cid)
    if (isIdentity(parts)) return inlineLinks(this.codecs, cid, parts)
    const codec = this.codecs.get(parts.codec)
    if (codec && !codec.leaf)
      return later(this.store.get(cid), (bytes) => bytes && this.read(cid, bytes))
    return later(this.store.has(cid), (held) => (held ? this.read(cid, NO_BYTES) : undefined))
  }

  /**
   * Links of a block that came out of the store.
   * @throws MirrorError ERR_STORE_UNREADABLE
   */
  read(cid: Uint8Array, bytes: Uint8Array): Uint8Array[] {
    try {
      return blockLinks(this.codecs, cid, bytes)
    } catch (cause) {
      const message = `the store holds ${cidText(cid)}, whose links cannot be read`
      throw new MirrorError('ERR_STORE_UNREADABLE', message, { cid, cause })
    }
  }
}

const NO_BYTES = new Uint8Array(0)

function later<T, R>(value: Awaitable<T>, then: (value: T) => R): Awaitable<R> {
  return value instanceof Promise ? value.then(then) : then(value)
}

/**
 * Links of a block that its identity CID carries. One that cannot be read leads nowhere: it came
 * inside a good block, so refusing it would leave that block unusable in the store.
 */
export function inlineLinks(codecs: CodecRegistry, cid: Uint8Array, parts: CidParts): Uint8Array[] {
  try {
    return blockLinks(codecs, cid, parts.digest)
  } catch {
    return []
  }
}

/**
 * The CIDs at and below `roots` whose blocks the store holds, parents first. Nothing is known of
 * what is below an absent block. Time and memory are linear in the blocks; nothing recurses.
 */
export async function heldBelow(dag: Dag, roots: readonly CID[], pace: Pace): Promise<CidSet> {
  const held = new CidSet()
  const stack = roots.map((root) => root.bytes).reverse()
  for (let cid = stack.pop(); cid; cid = stack.pop()) {
    const turn = pace.step()
    if (turn) await turn
    if (held.has(cid)) continue
    const links = await dag.links(cid)
    if (!links) continue
    held.add(cid)
    pushReversed(stack, links)
  }
  return held
}

/** So that popping yields the links in their order. */
export function pushReversed(stack: Uint8Array[], links: Uint8Array[]): void {
  for (let i = links.length - 1; i >= 0; i--) stack.push(links[i]!)
}
